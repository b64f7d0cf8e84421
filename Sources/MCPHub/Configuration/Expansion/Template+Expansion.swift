import SystemPackage

extension Template {
    /// The text with its variables replaced, and what is missing for that.
    func expanded(in environment: [String: String]) -> (text: String, missing: [ExpansionFailure.Reason]) {
        var text = ""
        var missing: [ExpansionFailure.Reason] = []
        for piece in pieces {
            switch piece {
            case .literal(let literal): text += literal
            case .variable(let name, let standIn?):
                text += environment[name].flatMap { $0.isEmpty ? nil : $0 } ?? standIn
            case .variable(let name, nil):
                if let value = environment[name] { text += value } else { missing.append(.unsetVariable(name)) }
            case .input(let name): missing.append(.input(name))
            case .place(let place):
                if let value = self.text(of: place, in: environment) { text += value } else { missing.append(.noHome) }
            }
        }
        return (text, missing)
    }

    /// The path that the text names, such as that of the audit file; one that is not absolute begins at the folder of
    /// the configuration.
    ///
    /// - Throws: ``ExpansionError`` when a variable is missing.
    public func expandedPath(in environment: [String: String]) throws(ExpansionError) -> String {
        let text = try expandedText(in: environment)
        return FilePath(origin.position.file).removingLastComponent().pushing(FilePath(text)).string
    }

    /// The text with its variables replaced, which must not leave nothing.
    ///
    /// - Throws: ``ExpansionError`` when a variable is missing.
    public func expandedText(in environment: [String: String]) throws(ExpansionError) -> String {
        let (text, reasons) = expanded(in: environment)
        let missing = reasons.isEmpty && text.isEmpty ? [.empty] : reasons
        guard missing.isEmpty else {
            throw ExpansionError(missing.map { ExpansionFailure(server: nil, origin: origin, reason: $0) })
        }
        return text
    }

    private func text(of place: Place, in environment: [String: String]) -> String? {
        switch place {
        case .userHome: environment["HOME"]
        case .workspaceFolder: workspaceFolder(environment).string
        case .workspaceFolderBasename: workspaceFolder(environment).lastComponent?.string ?? ""
        case .pathSeparator, .separator: "/"
        }
    }

    /// The folder of the file, or the one above for the folders in which editors keep their settings.
    private func workspaceFolder(_ environment: [String: String]) -> FilePath {
        var folder = FilePath(origin.position.file).removingLastComponent()
        if folder.isRelative, let current = environment["PWD"], current.hasPrefix("/") {
            folder = FilePath(current).appending(folder.components).lexicallyNormalized()
        }
        if let last = folder.lastComponent?.string, [".cursor", ".vscode"].contains(last) {
            folder.removeLastComponent()
        }
        return folder.isEmpty ? "." : folder
    }

    /// The variable that can take the place of an input of VS Code, such as `GITHUB_TOKEN` for `github-token`.
    static func variableName(forInput name: String) -> String {
        let letters = name.uppercased().unicodeScalars.map { scalar in
            "A"..."Z" ~= scalar || "0"..."9" ~= scalar ? Character(scalar) : "_"
        }
        return (letters.first?.isNumber ?? true ? "_" : "") + String(letters)
    }
}

extension ServerEndpoint {
    /// All texts that may name variables.
    var templates: [Template] {
        switch self {
        case .process(let process):
            [process.command] + process.arguments + process.environment.sorted { $0.key < $1.key }.map(\.value)
                + [process.environmentFile, process.workingDirectory].compactMap(\.self)
        case .remote(let remote):
            [remote.url] + remote.headers.sorted { $0.key < $1.key }.map(\.value)
        case .inProcess: []
        }
    }
}
