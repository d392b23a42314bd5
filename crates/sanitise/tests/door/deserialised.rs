use kazpost_sanitise::SafeHtml;

fn main() {
    let _: SafeHtml = serde_json::from_str("\"<script>\"").unwrap();
}
