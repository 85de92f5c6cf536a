//! The tables as Diesel sees them; `migrations/` is the truth and says what each column means.

diesel::table! {
    participants (id) {
        id -> Text,
        role -> Text,
        area -> Text,
        status -> Text,
        title_es -> Text,
        title_en -> Text,
        title_fr -> Text,
    }
}

diesel::table! {
    agreements (id) {
        id -> Text,
        provider -> Text,
        dataflow -> Text,
        recipient -> Text,
        finest -> Text,
        purpose -> Text,
        valid_from -> Text,
        valid_to -> Nullable<Text>,
        direction -> Text,
    }
}

diesel::table! {
    calendars (id) {
        id -> Text,
        dataflow -> Nullable<Text>,
        provider -> Nullable<Text>,
        cron -> Text,
        time_zone -> Text,
        missed -> Text,
        late_after_s -> Nullable<BigInt>,
        starts_at -> Text,
    }
}

diesel::table! {
    slots (calendar, slot_at) {
        calendar -> Text,
        slot_at -> Text,
        state -> Text,
        missed -> BigInt,
        lease_owner -> Nullable<Text>,
        lease_until -> Nullable<Text>,
        attempts -> BigInt,
        ended_at -> Nullable<Text>,
    }
}

diesel::table! {
    submissions (id) {
        id -> Text,
        provider -> Text,
        dataflow -> Text,
        dataflow_version -> Text,
        reference_period -> Text,
        revision -> BigInt,
        digest -> Text,
        bytes -> BigInt,
        observations -> BigInt,
        embargo_until -> Nullable<Text>,
        received_at -> Text,
        audit_position -> BigInt,
    }
}

diesel::table! {
    evidence (submission_id) {
        submission_id -> Text,
        document -> Binary,
        signature -> Text,
    }
}

diesel::table! {
    receipts (submission_id) {
        submission_id -> Text,
        findings -> Text,
        receipt -> Text,
    }
}

diesel::table! {
    deliveries (sequence) {
        sequence -> BigInt,
        id -> Text,
        submission_id -> Text,
        recipient -> Text,
        agreements -> Text,
        extent -> Text,
        calendar -> Text,
        slot_at -> Text,
        state -> Text,
        code -> Text,
        not_before -> Text,
        lease_owner -> Nullable<Text>,
        lease_until -> Nullable<Text>,
        attempts -> BigInt,
        token -> BigInt,
    }
}

diesel::table! {
    inbox (position) {
        position -> BigInt,
        delivery_id -> Text,
        recipient -> Text,
        delivered_at -> Text,
        digest -> Text,
        bytes -> BigInt,
        document -> Nullable<Binary>,
        signature -> Nullable<Text>,
    }
}

diesel::table! {
    audit (position) {
        position -> BigInt,
        at -> Text,
        act -> Text,
        actor -> Text,
        object -> Text,
        code -> Text,
        detail -> Text,
        request -> Text,
        previous -> Text,
        hash -> Text,
    }
}

diesel::table! {
    regional (dataflow, reference_period) {
        dataflow -> Text,
        reference_period -> Text,
        inputs -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(submissions, evidence, receipts, deliveries, inbox);
