import ArgumentParser
import MCPHub
import SystemPackage

/// The folder below which the program keeps its costs and what it writes of them. It is made when something is first
/// written, for this user alone.
struct DataFolder: Hashable {
    let path: FilePath

    /// What `--data` says, else `MCPHUB_DATA`, else `./data`.
    init(option: String?, _ program: ProgramEnvironment) {
        let named = [option, program.variables["MCPHUB_DATA"]].compactMap { $0 }.first { !$0.isEmpty }
        path = FilePath(named ?? "./data")
    }

    /// The SQLite store.
    var store: FilePath { path.appending("costs.sqlite") }

    /// Where exports are written that name no other place.
    var exports: FilePath { path.appending("exports") }

    /// Where a lenient import keeps the rows that it leaves out.
    var rejects: FilePath { path.appending("rejects") }

    /// Where files are that were sent in, until they are imported.
    var uploads: FilePath { path.appending("uploads") }

    /// Makes the folder, or one below it, where it is missing.
    func prepare(_ folder: FilePath? = nil) throws(CommandFailure) {
        do {
            try PrivateFile.prepareFolder(of: (folder ?? path).appending("file"))
        } catch {
            throw CommandFailure(
                .storeUnusable, "\(error).", "Name a folder that you may write to with --data or MCPHUB_DATA.")
        }
    }
}

/// Where the data folder is, in every command that needs it.
struct DataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The data folder; else $MCPHUB_DATA, else ./data.", valueName: "folder"))
    var data: String?

    /// The folder.
    func folder(_ program: ProgramEnvironment) -> DataFolder { DataFolder(option: data, program) }

    /// The store that the environment names, or the one in the folder.
    func location(_ program: ProgramEnvironment) -> StoreLocation { StoreLocation(folder(program), program) }
}
