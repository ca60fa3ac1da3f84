"""What a statement may hold, one file a part of it; `builder.lrs.validator` is the way in."""
