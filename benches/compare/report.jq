# The report work by jq and jaq, without distinct ids: one document in, the answer that all give.
def counts(f): reduce .[] as $e ({}; .[$e | f | tostring] += 1);
(.entries // .) | {
    by_event: counts(.type + "." + .action),
    by_actor: counts(.actor | (.id // .email)),
    by_app: counts(.app | (.id // .name)),
    by_day: counts(.created_at[:10]),
    ip_addresses: (counts(.request.ip_address) | del(.null) | length),
    period: [(map(.created_at) | min), (map(.created_at) | max)]
}
