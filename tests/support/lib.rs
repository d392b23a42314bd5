//! What the journeys, the window tests and the house rules share.
