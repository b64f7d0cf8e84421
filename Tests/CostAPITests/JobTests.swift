import JSONRPC
import Jobs
import Synchronization
import Testing

/// Calls that nobody waits for.
@Suite struct JobTests {
    private struct Fault: Error {}

    private func ended(_ id: String, _ runner: JobRunner) async throws -> Job {
        while true {
            let job = try #require(try await runner.job(id, of: "ada"))
            if job.state.isOver { return job }
            await Task.yield()
        }
    }

    @Test func `a job keeps its result, its progress and its log`() async throws {
        let runner = JobRunner { 5 }
        let job = try await runner.submit(tool: "t", for: "ada") { report in
            for done in 1...120 { await report(JobProgress(done: JSONNumber(done), message: "step \(done)")) }
            return ["sum": 1]
        }
        #expect(job.state == .queued)
        let end = try await ended(job.id, runner)
        #expect(end.state == .succeeded && end.result == ["sum": 1] && end.finished == 5)
        #expect(end.progress?.done == JSONNumber(120) && end.log.count == 100 && end.log.last == "step 120")
    }

    @Test func `a job that fails says why, as far as that may be told`() async throws {
        let runner = JobRunner { 5 }
        let told = try await runner.submit(tool: "t", for: "ada") { _ in throw JobFailure(problem: ["status": 502]) }
        let hidden = try await runner.submit(tool: "t", for: "ada") { _ in throw Fault() }
        #expect(try await ended(told.id, runner).problem == ["status": 502])
        let end = try await ended(hidden.id, runner)
        #expect(end.state == .failed && end.problem?["detail"] == "The call has failed.")
    }

    @Test func `some run at a time, the others wait for their turn, and no more than may`() async throws {
        let runner = JobRunner(maximumRunning: 1, maximumQueued: 2) { 5 }
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        let first = try await runner.submit(tool: "t", for: "ada") { _ in
            for await _ in gate { break }
            return 1
        }
        let second = try await runner.submit(tool: "t", for: "ada") { _ in 2 }
        let third = try await runner.submit(tool: "t", for: "ada") { _ in 3 }
        await #expect(throws: JobQueueFull.self) { try await runner.submit(tool: "t", for: "ada") { _ in 4 } }
        #expect(try await runner.cancel(third.id, of: "ada")?.state == .cancelled)
        #expect(try await runner.job(second.id, of: "ada")?.state == .queued)
        open.yield()
        #expect(try await ended(first.id, runner).result == 1)
        #expect(try await ended(second.id, runner).result == 2)
        #expect(try await runner.jobs(of: "ada", limit: 10).count == 3)
    }

    @Test func `what runs is cancelled by its owner only, and is over then`() async throws {
        let runner = JobRunner { 5 }
        let job = try await runner.submit(tool: "t", for: "ada") { _ in
            try await Task.sleep(for: .seconds(3_600))
            return 1
        }
        #expect(try await runner.cancel(job.id, of: "eve") == nil)
        #expect(try await runner.cancel(job.id, of: "ada")?.state == .cancelled)
        #expect(try await runner.cancel(job.id, of: "ada")?.state == .cancelled)
    }

    @Test func `results that are too long together make those go that ended first`() async throws {
        let store = MemoryJobStore(maximumBytes: 25)
        for number in 1...3 {
            var job = Job(id: "\(number)", tool: "t", principal: "ada", created: Int64(number))
            (job.state, job.finished, job.result) = (.succeeded, Int64(number), "ten bytes")
            await store.save(job)
        }
        #expect(await store.jobs(of: "ada", limit: 9).map(\.id) == ["3", "2"])
    }

    @Test func `a job is forgotten a day after its end`() async throws {
        let now = Clock()
        let runner = JobRunner { now.value }
        let job = try await runner.submit(tool: "t", for: "ada") { _ in 1 }
        _ = try await ended(job.id, runner)
        now.value = 86_400_000
        #expect(try await runner.jobs(of: "ada", limit: 10).count == 1)
        now.value += 1
        #expect(try await runner.jobs(of: "ada", limit: 10).isEmpty)
    }
}
