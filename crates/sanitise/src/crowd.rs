//! Markup of very many tags, put in order without a tree: every step costs the same however many came before.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::markup;
use crate::nest::Nest;
use crate::policy;

/// The same content with every element closed, none open where it cannot be, and none too deep.
pub fn in_order(markup: &str) -> String {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(markup));
    // The sink never asks for a script to be run, so one call reads all.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().nest.finish()
}

#[derive(Default)]
struct Sink(RefCell<State>);

#[derive(Default)]
struct State {
    nest: Nest,
    /// True between the tags of an element whose content is no text to read.
    raw: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) if !state.raw => {
                let mut escaped = String::with_capacity(text.len());
                markup::escape(&mut escaped, &text);
                state.nest.text(&escaped);
            }
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => {
                state.raw = false;
                state.nest.close_named(&tag.name);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let raw = match &*tag.name {
            "script" => Some(RawKind::ScriptData),
            "style" | "xmp" | "noembed" | "noframes" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            "plaintext" => return TokenSinkResult::Plaintext,
            _ => None,
        };
        if let Some(kind) = raw {
            self.raw = true;
            return TokenSinkResult::RawData(kind);
        }
        if let Some(element) = policy::read(&tag.name) {
            let mut attributes = String::new();
            for attribute in &tag.attrs {
                if policy::reads(element, &attribute.name.local) {
                    markup::attribute(&mut attributes, &attribute.name.local, &attribute.value);
                }
            }
            self.nest.open(element, &attributes);
        }
        TokenSinkResult::Continue
    }
}
