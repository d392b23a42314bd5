use std::fmt::Write;

use resvg::tiny_skia::{Path, PathSegment};
use resvg::usvg::{Group, Node, Options, Tree};
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
    /// As on Windows, with what says that something is unread.
    Unread,
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
        Form::Unread => Ok(with_lozenge(&without_ground(drawing)?)?.replace(INK, SKY)),
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

/// The letter alone in one colour, which desktops replace by their own; `unread`: with what says so. Everything in it is
/// an area: GTK fills whatever is a path and leaves the colour of lines as it is.
pub fn symbolic(drawing: &str, unread: bool) -> Outcome<String> {
    let letter = without_ground(drawing)?;
    let letter = if unread { with_lozenge(&letter)? } else { letter };
    let tree = Tree::from_str(&letter, &Options::default())?;
    let mut areas = String::new();
    add_areas(tree.root(), &mut areas)?;
    let side = side(drawing)?;
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"16\" height=\"16\" viewBox=\"0 0 {side} {side}\">\n{areas}</svg>\n"
    ))
}

fn add_areas(group: &Group, areas: &mut String) -> Outcome {
    for node in group.children() {
        match node {
            Node::Group(inner) => add_areas(inner, areas)?,
            Node::Path(drawn) => {
                let data = drawn.data().clone().transform(drawn.abs_transform());
                let data = data.ok_or("a path that leads nowhere")?;
                if drawn.fill().is_some() {
                    add_area(&data, areas);
                }
                if let Some(line) = drawn.stroke() {
                    let around = data.stroke(&line.to_tiny_skia(), 8.0);
                    add_area(&around.ok_or("a line without breadth")?, areas);
                }
            }
            _ => return Err("a letter is drawn with paths alone".into()),
        }
    }
    Ok(())
}

fn add_area(path: &Path, areas: &mut String) {
    areas.push_str("  <path fill=\"#2e3436\" d=\"");
    for segment in path.segments() {
        let _ = match segment {
            PathSegment::MoveTo(to) => write!(areas, "M{:.2} {:.2}", to.x, to.y),
            PathSegment::LineTo(to) => write!(areas, "L{:.2} {:.2}", to.x, to.y),
            PathSegment::QuadTo(by, to) => write!(areas, "Q{:.2} {:.2} {:.2} {:.2}", by.x, by.y, to.x, to.y),
            PathSegment::CubicTo(one, two, to) => write!(
                areas,
                "C{:.2} {:.2} {:.2} {:.2} {:.2} {:.2}",
                one.x, one.y, two.x, two.y, to.x, to.y
            ),
            PathSegment::Close => write!(areas, "Z"),
        };
    }
    areas.push_str("\"/>\n");
}

/// Between the ends of arm and leg, where nothing touches it.
fn with_lozenge(letter: &str) -> Outcome<String> {
    let (rest, _) = letter.rsplit_once("</svg>").ok_or("a drawing without an end")?;
    let part = side(letter)? / 64.0;
    let [left, middle, right] = [51.0, 57.5, 64.0].map(|x| x * part);
    let [top, bottom] = [24.5, 39.5].map(|y| y * part);
    let centre = 32.0 * part;
    Ok(format!(
        "{rest}  <path d=\"M{middle} {top} {right} {centre} {middle} {bottom} {left} {centre}z\" fill=\"{INK}\"/>\n</svg>\n"
    ))
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

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">\n\
        <rect id=\"ground\" width=\"64\" height=\"64\" fill=\"#0a6491\"/>\n\
        <path d=\"M8 8h8v48h-8z\" fill=\"#fbfcfb\"/>\n\
        <path d=\"M20 32h20\" fill=\"none\" stroke=\"#fbfcfb\" stroke-width=\"8\"/>\n</svg>\n";

    /// On a dark panel the arms of the letter stood in dark grey and their bends were filled.
    #[test]
    fn what_takes_the_colour_of_a_panel_has_areas_alone_and_looks_as_before() {
        let symbolic = symbolic(LETTER, false).expect("it is drawn");
        assert!(
            !symbolic.contains("stroke") && !symbolic.contains("none"),
            "{symbolic}"
        );
        let seen = super::super::draw::draw(&symbolic, 64).expect("a picture");
        assert_eq!(seen.pixel(30, 35)[3], 0xff, "the line is an area now");
        assert_eq!(seen.pixel(30, 40)[3], 0, "and no broader than it was");
        assert_eq!(seen.pixel(2, 2)[3], 0, "without the ground");
    }

    #[test]
    fn what_is_unread_shows_as_a_lozenge_beside_the_letter() {
        for svg in [symbolic(LETTER, true), formed(Form::Unread, LETTER)] {
            let seen = super::super::draw::draw(&svg.expect("it is drawn"), 64).expect("a picture");
            assert_eq!(seen.pixel(56, 32)[3], 0xff);
            assert_eq!(seen.pixel(50, 25)[3], 0, "no square");
        }
    }
}
