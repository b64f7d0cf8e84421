import SystemPackage

/// The two ends of a pipe between this process and a child, neither of which any other child inherits.
struct ChildPipe {
    let reader: FileDescriptor
    let writer: FileDescriptor

    init(for executable: String) throws(LaunchFailure) {
        do {
            (reader, writer) = try FileDescriptor.pipe(options: .closeOnExec)
        } catch {
            throw LaunchFailure(executable, "no pipe can be made: \(error)")
        }
    }

    func close() {
        try? reader.close()
        try? writer.close()
    }

    /// So many pipes, or none.
    static func make(_ count: Int, for executable: String) throws(LaunchFailure) -> [ChildPipe] {
        var pipes: [ChildPipe] = []
        do throws(LaunchFailure) {
            for _ in 0..<count { pipes.append(try ChildPipe(for: executable)) }
        } catch {
            for pipe in pipes { pipe.close() }
            throw error
        }
        return pipes
    }
}
