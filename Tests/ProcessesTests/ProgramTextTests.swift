import Testing

@testable import Processes

@Suite struct ProgramTextTests {
    @Test func `a program goes on after its code was given back`() {
        ProgramText.release()
        #expect((0..<1_000).reduce(0, +) == 499_500)
    }

    #if os(Linux)
    @Test(arguments: [
        "55d0a000-55d0b000 r--p 00000000 fe:00 12                         /usr/bin/x",
        "55d0a000-55d0b000 rw-p 00000000 fe:00 12                         /usr/bin/x",
        "7ffd1000-7ffd2000 r-xp 00000000 00:00 0                          [vdso]",
        "7f001000-7f002000 r-xp 00000000 00:00 0 ", "nonsense", "",
    ])
    func `only code of files is given back`(line: String) {
        #expect(ProgramText.range(line) == nil)
    }

    @Test func `code of a file is found by its addresses`() {
        let line = "55d0a000-55d0b000 r-xp 00001000 fe:00 12                     /usr/bin/x"
        #expect(ProgramText.range(line) == 0x55d0_a000..<0x55d0_b000)
    }
    #endif
}
