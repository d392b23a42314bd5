//! OPML 2.0 (<http://opml.org/spec2.opml>): lists of feeds.
