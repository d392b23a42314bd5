use kazpost_model::RawHtml;

fn main() {
    let _ = serde_json::to_string(&RawHtml::new("<script>"));
}
