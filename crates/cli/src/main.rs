//! `kazpost`: the library from a terminal, for scripts, servers and tests. Turns arguments into calls of
//! `kazpost_core` and answers into text or JSON; decides nothing.
//!
//! One document on stdout, messages on stderr; exit code 0 done, 1 failed, 2 wrong usage.

mod arguments;
mod batch;
mod commands;
mod output;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;
use output::Stop;

/// Deeply nested documents take their depth from the stack, in bytes.
const STACK: usize = 64 << 20;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let work = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || run(arguments));
    let ended = match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(ended)) => ended,
        Ok(Err(_)) => Err(Stop::Said),
        Err(cause) => Err(Stop::Words(cause.to_string())),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            stop.say();
            ExitCode::from(1)
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Stop> {
    let Arguments { data_dir, command } = arguments;
    match command.unwrap_or(Command::Open) {
        Command::Open => commands::open::open(data_dir),
        Command::Sync(options) => commands::sync::sync(data_dir, options),
        Command::Feeds(command) => commands::feeds::feeds(data_dir, command),
        Command::Follow(options) => commands::follow::follow(data_dir, options),
        Command::List(options) => commands::list::list(data_dir, options),
        Command::Stories(options) => commands::stories::stories(data_dir, &options),
        Command::Topics(options) => commands::topics::topics(data_dir, &options),
        Command::Related(options) => commands::related::related(data_dir, options),
        Command::Search(options) => commands::search::search(data_dir, options),
        Command::Show(options) => commands::show::show(data_dir, options),
        Command::Mark(options) => commands::mark::mark(data_dir, options),
        Command::Highlights(options) => commands::highlights::highlights(data_dir, &options),
        Command::Edition(options) => commands::edition::edition(data_dir, options),
        Command::Export(options) => commands::export::export(data_dir, options),
        Command::Save(options) => commands::save::save(data_dir, options),
        Command::Retention(options) => commands::retention::retention(data_dir, options),
        Command::History(options) => commands::history::history(data_dir, options),
        Command::Parse(options) => commands::parse::parse(options),
        Command::Sanitize(options) => commands::sanitize::sanitize(options),
        Command::Extract(options) => commands::extract::extract(options),
        Command::Newsletter(command) => commands::newsletter::newsletter(data_dir, command),
        Command::Mail(command) => commands::mail::mail(data_dir, command),
        Command::Completions { shell } => commands::pages::completions(shell),
        Command::Manual { folder } => commands::pages::manual(&folder),
        Command::Doctor(options) => commands::doctor::doctor(data_dir, options),
    }
}
