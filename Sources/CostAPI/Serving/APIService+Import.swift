import HTTPServing
import HTTPTypes
import HummingbirdCore
import JSONRPC
import MCP
import NIOCore

/// Files of costs that are sent in.
extension APIService {
    /// Imports the body of a request, or the file that its JSON names.
    func importCosts(_ request: APIRequest, _ route: APIRoute, _ caller: HTTPCaller) async throws -> APIAnswer {
        let form = ToolCallForm.importing
        if request.mediaType == nil || request.mediaType == "application/json" {
            return try await answer(request, route, form, [:])
        }
        let tool = try await tool(form.name, for: caller)
        guard let uploads = backend.uploads else {
            throw Problem(.unsupportedMediaType, "Files are not taken here; send JSON that names one.")
        }
        let query = try QueryItems(parsing: request.query?[...])
        let ending = try Self.ending(request, query)
        let file = try await uploads.create(named: "upload.\(ending)")
        do {
            try await receive(request, file)
            var arguments = ToolArguments(form: form, tool: tool.tool).object(
                path: [:], query: QueryItems(query.items.filter { $0.name != "filename" }), body: [:])
            arguments["path"] = .string(file.path)
            try Self.check(arguments, tool)
            let call = ToolCall(form: form, arguments: arguments, caller: caller)
            let answer = try await calls.answer(to: call, within: options.jobTime)
            await file.remove()
            return APIAnswer(route.success, json: WrittenAnswer(answer).json)
        } catch {
            await file.remove()
            throw error
        }
    }

    private func receive(_ request: APIRequest, _ file: any UploadedFile) async throws {
        if let length = request.fields[.contentLength].flatMap({ Int($0) }), length > options.uploadBytes {
            throw Problem.tooLarge(options.uploadBytes)
        }
        var count = 0
        for try await part in request.body {
            count += part.readableBytes
            guard count <= options.uploadBytes else { throw Problem.tooLarge(options.uploadBytes) }
            try await file.append(part)
        }
        guard count > 0 else { throw Problem.badRequest("The body is empty; send the file as the body.") }
        try await file.finish()
    }

    /// What kind of file it is, by its name or by its type.
    private static func ending(_ request: APIRequest, _ query: QueryItems) throws(Problem) -> String {
        let name = query["filename"].last?.lowercased()
        for ending in ["csv.gz", "csv", "gz", "zip"] where name?.hasSuffix("." + ending) == true { return ending }
        switch request.mediaType {
        case "text/csv": return "csv"
        case "application/gzip", "application/x-gzip": return "csv.gz"
        case "application/zip": return "zip"
        case "application/octet-stream" where name == nil: return "csv"
        default:
            throw Problem(
                .unsupportedMediaType,
                "Send text/csv, application/gzip or application/zip, or JSON that names a file.")
        }
    }
}
