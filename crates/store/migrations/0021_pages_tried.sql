-- When a page that is kept was last asked for in vain. It stood in `at`, so that the text seemed to be as young as the failure.

ALTER TABLE pages ADD COLUMN tried INTEGER;
