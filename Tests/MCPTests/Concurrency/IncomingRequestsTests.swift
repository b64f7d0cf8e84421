import JSONRPC
import Testing

@testable import MCP

@Suite struct IncomingRequestsTests {
    @Test func `a request is open until it is answered`() throws {
        var requests = IncomingRequests(limit: 10)
        let ticket = try requests.begin(1)
        #expect(requests.isOpen(ticket))
        #expect(requests.close(ticket) == true)
        #expect(!requests.isOpen(ticket))
        #expect(requests.close(ticket) == false)
    }

    @Test func `work on an answered request counts until the answer has been sent`() throws {
        var requests = IncomingRequests(limit: 10)
        let task = Task {}
        let ticket = try requests.begin(1)
        requests.attach(task, to: ticket)
        #expect(requests.close(ticket) == true)
        #expect(requests.tasks == [task])
        requests.end(ticket)
        #expect(requests.count == 0)
    }

    @Test func `an id that is in use is refused, and 1 is not "1"`() throws {
        var requests = IncomingRequests(limit: 10)
        let ticket = try requests.begin(1)
        _ = try requests.begin("1")
        let error = #expect(throws: RPCError.self) { try requests.begin(1) }
        #expect(error?.code == RPCError.invalidRequestCode)
        requests.end(ticket)
        #expect(throws: Never.self) { try requests.begin(1) }
    }

    @Test func `more than the limit is refused`() throws {
        var requests = IncomingRequests(limit: 2)
        let first = try requests.begin(1)
        _ = try requests.begin(2)
        let error = #expect(throws: RPCError.self) { try requests.begin(3) }
        #expect(error?.code == RPCError.internalErrorCode)
        requests.end(first)
        #expect(throws: Never.self) { try requests.begin(3) }
    }

    @Test func `a cancelled request is not answered, and its work is to be stopped`() throws {
        var requests = IncomingRequests(limit: 10)
        let task = Task {}
        let ticket = try requests.begin(1)
        requests.attach(task, to: ticket)
        #expect(requests.cancel(1) == task)
        #expect(!requests.isOpen(ticket))
        #expect(requests.cancel(1) == nil)
        #expect(requests.cancel(2) == nil)
        #expect(requests.close(ticket) == false)
    }

    @Test func `work on a cancelled request counts until it ends`() throws {
        var requests = IncomingRequests(limit: 1)
        let task = Task {}
        let ticket = try requests.begin(1)
        requests.attach(task, to: ticket)
        _ = requests.cancel(1)
        #expect(requests.tasks == [task])
        #expect(throws: RPCError.self) { try requests.begin(2) }
        requests.end(ticket)
        #expect(requests.tasks.isEmpty)
        #expect(throws: Never.self) { try requests.begin(2) }
    }

    @Test func `the id of a cancelled request can be used again while its work still ends`() throws {
        var requests = IncomingRequests(limit: 10)
        let old = try requests.begin(1)
        _ = requests.cancel(1)
        let new = try requests.begin(1)
        #expect(!requests.isOpen(old) && requests.isOpen(new))
        #expect(requests.close(old) == false)
        #expect(requests.isOpen(new))
        #expect(requests.close(new) == true)
    }

    @Test func `work that has ended before it was noted is not noted`() throws {
        var requests = IncomingRequests(limit: 10)
        let ticket = try requests.begin(1)
        requests.end(ticket)
        requests.attach(Task {}, to: ticket)
        #expect(requests.tasks.isEmpty)
    }
}
