import NIOSSL

extension HTTPServer {
    /// The files of a certificate and its key, in PEM.
    public struct Certificate: Hashable, Sendable {
        /// The certificate, with those that vouch for it behind it.
        public var certificateFile: String
        /// Its private key.
        public var keyFile: String

        /// Names the files.
        public init(certificateFile: String, keyFile: String) {
            self.certificateFile = certificateFile
            self.keyFile = keyFile
        }
    }
}

extension HTTPServer.Certificate {
    /// TLS 1.2 or newer with this certificate.
    ///
    /// - Throws: ``HTTPServerFailure`` when a file cannot be read, is no PEM, or the two do not go together.
    func configuration() throws -> TLSConfiguration {
        let chain: [NIOSSLCertificateSource]
        do { chain = try NIOSSLCertificate.fromPEMFile(certificateFile).map { .certificate($0) } } catch {
            throw HTTPServerFailure("the certificate \(certificateFile) cannot be read as PEM: \(error)")
        }
        let key: NIOSSLPrivateKey
        do { key = try NIOSSLPrivateKey(file: keyFile, format: .pem) } catch {
            throw HTTPServerFailure("the key \(keyFile) cannot be read as PEM: \(error)")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        do { _ = try NIOSSLContext(configuration: configuration) } catch {
            throw HTTPServerFailure("the key \(keyFile) is not that of \(certificateFile): \(error)")
        }
        return configuration
    }
}
