/// Text that may name variables, such as `Bearer ${TOKEN}`; see ``ServerConfiguration/expanded(in:readFile:)``.
///
/// - `${NAME}` and `${env:NAME}` stand for a variable of the environment, which must be set.
/// - `${NAME:-text}` stands for `text` when the variable is not set or is empty.
/// - `${userHome}`, `${workspaceFolder}`, `${workspaceFolderBasename}`, `${pathSeparator}` and `${/}` mean what they
///   mean to Cursor and VS Code; the folder is that of the file, or the one above for files in `.cursor` or `.vscode`.
/// - `$${` stands for `${`. Every other `$` stands for itself.
public struct Template: Hashable, Sendable {
    /// A stretch of the text.
    enum Piece: Hashable {
        case literal(String)
        case variable(String, default: String?)
        /// What VS Code asks the user for.
        case input(String)
        case place(Place)
    }

    /// What editors provide without being told.
    enum Place: String, CaseIterable {
        case userHome
        case workspaceFolder
        case workspaceFolderBasename
        case pathSeparator
        case separator = "/"
    }

    /// The text as it was written. It may hold a secret that someone wrote down in it.
    public let text: String
    /// Where it was written.
    public let origin: Origin
    let pieces: [Piece]

    /// Takes text apart.
    ///
    /// - Throws: ``TemplateError`` for a `${` that begins none of the above.
    public init(_ text: String, origin: Origin) throws(TemplateError) {
        self.text = text
        self.origin = origin
        pieces = try TemplateParser.pieces(of: text)
    }

    /// The names of the variables in the order in which they occur.
    public var variables: [String] {
        pieces.compactMap { if case .variable(let name, _) = $0 { name } else { nil } }
    }

    /// What VS Code would ask the user for.
    public var inputs: [String] {
        pieces.compactMap { if case .input(let name) = $0 { name } else { nil } }
    }
}

extension Template: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The variables by name, and an ellipsis for whatever else there is.
    public var description: String {
        pieces.map { piece in
            switch piece {
            case .literal: "…"
            case .variable(let name, _): "${\(name)}"
            case .input(let name): "${input:\(name)}"
            case .place(let place): "${\(place.rawValue)}"
            }
        }.joined()
    }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Nothing but ``description``.
    public var customMirror: Mirror { Mirror(self, children: ["variables": description]) }
}
