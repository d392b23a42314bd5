use kazpost_sanitise::SafeHtml;

fn main() {
    let _ = SafeHtml(String::from("<script>"));
}
