"""The type of the function that reads a block's content, handed to readers of blocks that hold others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from builder.course.blocks import Block
from builder.source.markdown.prose import Context
from builder.source.reading import Reading
from builder.source.tree.block_schemas import BlockSchema
from builder.source.tree.session import Content

ReadBlocks: TypeAlias = Callable[[Content, BlockSchema, Context], Reading[tuple[Block, ...]]]
