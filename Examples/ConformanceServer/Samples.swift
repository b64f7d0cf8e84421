import MCP

/// The smallest files of their kinds.
enum Samples {
    /// A picture of one pixel.
    static let image =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    /// A sound of four samples: 8,000 a second, of a byte each, on one channel.
    static let sound = Base64.encode(
        Array("RIFF".utf8) + [36, 0, 0, 0] + Array("WAVEfmt ".utf8) + [16, 0, 0, 0, 1, 0, 1, 0]
            + [0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0] + Array("data".utf8) + [0, 0, 0, 0])
}

extension ContentBlock {
    /// The picture.
    static var sampleImage: ContentBlock { .image(ImageContent(data: Samples.image, mimeType: "image/png")) }
    /// The sound.
    static var sampleSound: ContentBlock { .audio(AudioContent(data: Samples.sound, mimeType: "audio/wav")) }

    /// A resource with its text.
    static func embedded(_ uri: String, _ mimeType: String, _ text: String) -> ContentBlock {
        .resource(EmbeddedResource(resource: .text(TextResourceContents(uri: uri, mimeType: mimeType, text: text))))
    }
}
