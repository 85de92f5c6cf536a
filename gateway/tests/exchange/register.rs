//! A register of mechanisms and agreements has no country, period or total of its own: it is taken as it stands, and
//! passed on whole to whom an agreement names.

use std::time::{Duration, Instant};

use crate::world::{ID, OTHER_ID, World};

/// The example of the exchange format, from an office of this region.
fn register(id: &str) -> String {
    let example = include_str!("../../../schemas/examples/valid/DF_MECHANISM.json");
    example.replace("CRI-MTSS", "HND-INE").replace(ID, id)
}

#[test]
fn a_register_is_receipted_and_reaches_the_ministry_whole() {
    let world = World::new("");
    let agreement = "[[agreement]]\nid = \"register\"\nprovider = \"HND-INE\"\n\
         dataflow = \"DF_MECHANISM\"\nrecipient = \"MEX-STPS\"\nfinest = \"all\"\npurpose = \"test\"\n\
         valid_from = \"2020-01-01\"\n";
    let refused = world.submit("HND-INE", register(ID).as_bytes());
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (403, "agreement_missing")
    );
    std::fs::write(world.path("region/agreements/register.toml"), agreement).expect("written");
    gateway::apply(&world.config(), &world.path("region")).expect("applied");
    for (from, to) in [
        ("\"2022-05-05\"", "\"05/05/2022\""),
        ("\"ORIGIN\": \"PAN\"", "\"ORIGIN\": \"CRI\""),
        ("\"LEGAL_REF\"", "\"VALID_TO\": \"2020\", \"LEGAL_REF\""),
    ] {
        let wrong = register(OTHER_ID);
        assert!(wrong.contains(from), "{from}");
        let refused = world.submit("HND-INE", wrong.replace(from, to).as_bytes());
        assert_eq!(refused.status, 422, "{to}");
    }
    let taken = world.submit("HND-INE", register(ID).as_bytes());
    assert_eq!(
        taken.status,
        201,
        "{}",
        String::from_utf8_lossy(&taken.body)
    );
    world.pass_on();
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        let listed = world.get("MEX-STPS", "/exchange/v1/deliveries");
        if String::from_utf8_lossy(&listed.body).contains(ID) {
            break;
        }
        assert!(Instant::now() < until, "nothing was passed on");
        std::thread::yield_now();
    }
}
