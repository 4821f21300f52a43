package io.github.chatpin.camel.fake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate that the fakes present, for localhost and 127.0.0.1, and trust in it. Its private key lies in this
 * jar, where the whole world can read it: it is for tests only.
 */
final class Certificates {

    static final String TYPE = "PKCS12";
    static final String PASSWORD = "stand-in";

    private static final String ALIAS = "stand-in";
    private static final int PEM_LINE = 64;

    private Certificates() {}

    /** Where certificate and key are. */
    static URL location() {
        return Certificates.class.getResource("stand-in.p12");
    }

    static String pem() {
        Base64.Encoder base64 = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(US_ASCII));
        try {
            byte[] certificate = load().getCertificate(ALIAS).getEncoded();
            return "-----BEGIN CERTIFICATE-----\n" + base64.encodeToString(certificate)
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("the fakes' certificate cannot be used", unusable);
        }
    }

    static SSLContext trusting() {
        try {
            KeyStore store = load();
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("the fakes' certificate cannot be used", unusable);
        }
    }

    private static KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(TYPE);
        try (InputStream stored = location().openStream()) {
            store.load(stored, PASSWORD.toCharArray());
        }
        return store;
    }
}
