//! Data of domains, certificates and private spaces.

use fastrand::Rng;

use super::super::json::Json;
use super::super::names;
use super::{Scene, app_member, id, one_of};

/// Data of `domain.*`.
pub fn domain(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("domain").object(|json| {
        id(json, rng);
        let host = names::area(rng.usize(..));
        json.text(
            "hostname",
            &format!("{host}.{}", one_of(&["example.com", "bücher.example"], rng)),
        );
        json.text("kind", "custom");
        json.text("cname", &format!("{host}-{}.herokudns.com", rng.u32(..)));
        json.key("acm_status")
            .raw(one_of(&["null", "\"cert issued\"", "\"failing\""], rng));
        app_member(json, scene);
    });
}

/// Data of `sni_endpoint.*` and `ssl_endpoint.*`, with a certificate of several lines.
pub fn endpoint(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("endpoint").object(|json| {
        json.text(
            "name",
            &format!("{}-{}", names::part(rng.usize(..)), rng.u32(1000..100_000)),
        );
        json.text("certificate_chain", &certificate(rng));
        json.key("ssl_cert").object(|json| {
            json.key("ca_signed?").raw("true");
            json.key("cert_domains")
                .raw(r#"["www.example.com","*.example.com"]"#);
            json.text("issuer", "/C=US/O=Let's Encrypt/CN=R3");
            json.text("expires_at", scene.at);
        });
        app_member(json, scene);
    });
}

fn certificate(rng: &mut Rng) -> String {
    let body: String = (0..64).map(|_| rng.alphanumeric()).collect();
    format!("-----BEGIN CERTIFICATE-----\nMII{body}\n-----END CERTIFICATE-----\n")
}

/// Data of `space.*`: addresses that are not where the event was triggered.
pub fn space(json: &mut Json<'_>, rng: &mut Rng, scene: &Scene<'_>) {
    json.key("space").object(|json| {
        id(json, rng);
        json.text("name", &format!("{}-space", names::area(rng.usize(..))));
        json.text("region", one_of(&["virginia", "frankfurt", "tokyo"], rng));
        json.key("shield").raw("false");
        json.text("state", "allocated");
        json.text("cidr", "10.0.0.0/16");
        json.key("outbound_ips")
            .raw(r#"[{"ip_address":"203.0.113.7"},{"ip_address":"203.0.113.8"}]"#);
        json.text("updated_at", scene.at);
    });
}
