// Who builds a server or a client writes JSON values all the time: one import is to be enough for that.
@_exported public import JSONRPC
