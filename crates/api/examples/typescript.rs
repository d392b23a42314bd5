//! Prints `ui/src/api/generated.ts`.

fn main() {
    print!("{}", kazpost_api::typescript());
}
