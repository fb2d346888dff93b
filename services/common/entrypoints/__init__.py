"""Our own ``@rpc`` and ``@on_event`` on nameko.

Stock nameko ends the process on a malformed message, acknowledges a message whose handler
failed, and lets events and calls share one pool; each of these was measured to lose work.
"""

from services.common.entrypoints.calls import Rpc, rpc
from services.common.entrypoints.copies import ReadCopyOf, Snapshots
from services.common.entrypoints.events import OnEvent, on_event
from services.common.entrypoints.parts import CallContext, Part

__all__ = ["CallContext", "OnEvent", "Part", "ReadCopyOf", "Rpc", "Snapshots", "on_event", "rpc"]
