import Processes

// The guardian of a hub is this program, started with one word. It lives as long as the hub and should weigh next to
// nothing, so that nothing else is set up before it.
if Array(CommandLine.arguments.dropFirst()) == ["guardian"] {
    GuardianProcess.run()
}

await MCPHubCommand.run(Array(CommandLine.arguments.dropFirst()))
