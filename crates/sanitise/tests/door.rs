//! The door has no key under the mat: what must not compile does not.

#[test]
fn nobody_else_makes_safe_html() {
    trybuild::TestCases::new().compile_fail("tests/door/*.rs");
}
