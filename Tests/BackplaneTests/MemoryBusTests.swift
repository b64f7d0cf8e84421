import Backplane
import NIOCore
import Testing

@Suite struct MemoryBusTests {
    private func event(_ text: String) -> BusEvent { BusEvent(topic: "t", payload: ByteBuffer(string: text)) }

    @Test func `every listener hears what happens from then on`() async {
        let bus = MemoryBus()
        bus.publish(event("before"))
        var first = bus.events(limit: 10).makeAsyncIterator()
        bus.publish(event("one"))
        var second = bus.events(limit: 10).makeAsyncIterator()
        bus.publish(event("two"))
        #expect(await first.next() == event("one"))
        #expect(await first.next() == event("two"))
        #expect(await second.next() == event("two"))
    }

    @Test func `a listener that falls behind misses the oldest`() async {
        let bus = MemoryBus()
        var events = bus.events(limit: 2).makeAsyncIterator()
        for number in 1...5 { bus.publish(event("\(number)")) }
        #expect(await events.next() == event("4"))
        #expect(await events.next() == event("5"))
    }
}
