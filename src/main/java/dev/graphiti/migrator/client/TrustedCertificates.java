package dev.graphiti.migrator.client;

import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates of a file, trusted besides those that Java knows. */
record TrustedCertificates(Path file, @Nullable Secret password) {
    SSLContext sslContext() {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            List<Certificate> trusted = new ArrayList<>(javaKnows());
            trusted.addAll(inFile());
            for (int i = 0; i < trusted.size(); i++) {
                all.setCertificateEntry("ca-" + i, trusted.get(i));
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            String reason = e instanceof java.nio.file.NoSuchFileException ? "there is no such file" : e.getMessage();
            throw new MigratorException(
                    Fault.CONFIGURATION,
                    "the certificates in %s cannot be read (%s); set http.trust to a PEM file, or a JKS or PKCS #12 store"
                            .formatted(file, reason),
                    e);
        }
    }

    private Collection<? extends Certificate> inFile() throws IOException, GeneralSecurityException {
        byte[] bytes = Files.readAllBytes(file);
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")) {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        }
        // Reads either kind of store, whatever the default is.
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(
                new ByteArrayInputStream(bytes),
                password == null ? null : password.value().toCharArray());
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate != null) {
                found.add(certificate);
            }
        }
        if (found.isEmpty()) {
            throw new IOException("it contains no readable certificate; a PKCS #12 store needs its password");
        }
        return found;
    }

    private static List<X509Certificate> javaKnows() throws GeneralSecurityException {
        List<X509Certificate> known = new ArrayList<>();
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                known.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        return known;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
