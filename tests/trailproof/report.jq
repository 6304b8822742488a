# The counts of a report by jq: one slurped list of documents in, totals and two sections out.
[.[] | if type == "array" then .[] elif has("entries") then .entries[] else . end] | unique_by(.id)
| {
    events: length,
    by_event: (map(.type + "." + .action) | group_by(.) | map({event: .[0], count: length}) | sort_by(-.count, .event)),
    by_day: (map(.created_at[:10]) | group_by(.) | map({day: .[0], count: length}))
  }
