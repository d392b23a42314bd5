use std::path::PathBuf;

use kazpost_api::BookFormat as To;

use crate::arguments::{BookFormat, Export};
use crate::output::{self, Stop};

pub fn export(data_dir: Option<PathBuf>, options: Export) -> Result<(), Stop> {
    let format = match options.format {
        BookFormat::Epub => To::Epub,
        BookFormat::Markdown => To::Markdown,
        BookFormat::Html => To::Html,
        BookFormat::Jsonfeed => To::Jsonfeed,
    };
    let written = output::library(data_dir)?.book(format, options.saved, &options.out)?;
    output::text(&format!("{written} articles: {}\n", options.out.display()))
}
