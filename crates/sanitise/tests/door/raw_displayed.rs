use kazpost_model::RawHtml;

fn main() {
    println!("{}", RawHtml::new("<script>"));
}
