use std::fmt::Write;

use xtask::shell::Outcome;

/// Whose icon it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As drawn: on its rounded ground, up to the edge.
    Plain,
    /// The letter alone, in a blue that stands out from a light task bar and from a dark one.
    Windows,
    /// On the ground that all icons of a Mac share.
    Macos,
}

/// The colours of the drawings.
const INK: &str = "#fbfcfb";
const KOK: &str = "#0a6491";
/// The accent as a shape: at least 3 to 1 on white and on near black.
const SKY: &str = "#0a83b8";

/// The drawing as a platform wants it.
pub fn formed(form: Form, drawing: &str) -> Outcome<String> {
    match form {
        Form::Plain => Ok(drawing.to_owned()),
        Form::Windows => Ok(without_ground(drawing)?.replace(INK, SKY)),
        Form::Macos => {
            let side = side(drawing)?;
            // Apple's grid: 824 of 1,024 points, in the middle.
            let whole = side * 1024.0 / 824.0;
            let margin = (whole - side) / 2.0;
            let letter = without_ground(drawing)?;
            let inner = letter
                .split_once('>')
                .and_then(|(_, rest)| rest.rsplit_once("</svg>"))
                .ok_or("a drawing without an end")?
                .0;
            Ok(format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="{0} {0} {whole} {whole}"><path d="{1}" fill="{KOK}"/>{inner}</svg>"#,
                -margin,
                squircle(side),
            ))
        }
    }
}

/// The letter alone in one colour, which desktops replace by their own.
pub fn symbolic(drawing: &str) -> Outcome<String> {
    Ok(without_ground(drawing)?.replace(INK, "#2e3436"))
}

fn without_ground(drawing: &str) -> Outcome<String> {
    let ground = |line: &&str| line.contains(r#"id="ground""#);
    if drawing.lines().filter(ground).count() != 1 {
        return Err("a drawing has one ground, on a line of its own".into());
    }
    let rest = drawing.lines().filter(|line| !ground(line));
    Ok(rest.fold(String::new(), |text, line| text + line + "\n"))
}

fn side(drawing: &str) -> Outcome<f64> {
    let found = drawing
        .split_once(r#"viewBox="0 0 "#)
        .and_then(|(_, rest)| rest.split_once(' '))
        .and_then(|(side, _)| side.parse().ok());
    Ok(found.ok_or("a drawing without a viewBox from 0 0")?)
}

/// A superellipse of the fifth degree, which is what the corners of a Mac's icons follow closely.
fn squircle(side: f64) -> String {
    let half = side / 2.0;
    let mut path = String::new();
    for step in 0..360 {
        let angle = f64::from(step).to_radians();
        let along = |part: f64| half + half * part.signum() * part.abs().powf(2.0 / 5.0);
        let verb = if step == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{verb}{:.3} {:.3}", along(angle.cos()), along(angle.sin()));
    }
    path + "z"
}
