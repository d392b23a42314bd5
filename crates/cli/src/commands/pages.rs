use std::io::Write;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::output::Stop;

/// Writes what a shell completes with, from the definition of the arguments.
pub fn completions(shell: Shell) -> Result<(), Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "kazpost", &mut script);
    std::io::stdout()
        .write_all(&script)
        .map_err(|cause| Stop::Words(cause.to_string()))
}

/// Writes a manual page for the program and one for each of its commands.
pub fn manual(folder: &Path) -> Result<(), Stop> {
    let failed = |cause: std::io::Error| Stop::Words(format!("{}: {cause}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(Arguments::command(), folder).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `kazpost`, `kazpost-feeds`, `kazpost-feeds-add` and so on.
    fn names(command: &clap::Command, path: &str, into: &mut Vec<String>) {
        into.push(path.to_owned());
        for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
            names(below, &format!("{path}-{}", below.get_name()), into);
        }
    }

    #[test]
    fn every_command_has_its_page_and_every_page_says_what_it_does() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(manual(folder.path()).is_ok());
        let mut wanted = Vec::new();
        names(&Arguments::command(), "kazpost", &mut wanted);
        for name in wanted {
            let page = std::fs::read_to_string(folder.path().join(format!("{name}.1")));
            let page = page.unwrap_or_else(|_| panic!("there is no page {name}.1"));
            assert!(
                page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"),
                "{name}"
            );
        }
    }

    #[test]
    fn completions_of_each_shell_know_the_commands() {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "kazpost", &mut script);
            let script = String::from_utf8(script).expect("text");
            for word in Arguments::command()
                .get_subcommands()
                .map(clap::Command::get_name)
            {
                assert!(script.contains(word), "{shell} does not know {word}");
            }
        }
    }
}
