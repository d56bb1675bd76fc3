package dev.graphiti.migrator.client;

import dev.graphiti.migrator.config.ByteSize;
import dev.graphiti.migrator.config.Secret;
import dev.graphiti.migrator.config.Setting;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a system is reached over HTTP. */
public record HttpOptions(
        @Setting(
                value = "Maximum time of one request, including its whole answer.",
                defaultValue = "30s",
                min = "100ms",
                max = "1h")
        Duration timeout,

        @Setting(
                value = "How long a request is retried after rate limits, server errors or timeouts before the run"
                        + " stops. The run can be resumed from its last checkpoint.",
                defaultValue = "10min",
                min = "0s",
                max = "7d")
        Duration outageLimit,

        @Setting(
                value = "A proxy for all requests. If omitted, the Java system properties https.proxyHost and"
                        + " http.proxyHost apply.",
                example = "proxy.example.com:3128")
        @Nullable
        String proxy,

        @Setting(
                value = "A file with certificates to trust in addition to those of Java: PEM, or a JKS or PKCS #12"
                        + " store. It must exist on every machine of the cluster.",
                example = "/etc/ssl/company-ca.pem")
        @Nullable
        String trust,

        @Setting(value = "The password of the trust store, if it needs one.", example = "${TRUST_STORE_PASSWORD}")
        @Nullable
        Secret trustPassword,

        @Setting(
                value = "Maximum size of an answer, which bounds the memory. A longer answer is not read to its"
                        + " end.",
                defaultValue = "64mb",
                min = "1kb",
                max = "1gb")
        ByteSize maxAnswer)
        implements Serializable {
    public static final HttpOptions DEFAULT = withTimeouts(Duration.ofSeconds(30), Duration.ofMinutes(10));

    private static final Pattern PROXY = Pattern.compile("([^:/@\\s]+|\\[[0-9a-fA-F:]+\\]):([0-9]{1,5})");

    public HttpOptions {
        if (proxy != null) {
            proxyAddress(proxy);
        }
    }

    /** Defaults but for these. */
    public static HttpOptions withTimeouts(Duration timeout, Duration outageLimit) {
        return new HttpOptions(timeout, outageLimit, null, null, null, new ByteSize(64 << 20));
    }

    @Nullable
    InetSocketAddress proxyAddress() {
        return proxy == null ? null : proxyAddress(proxy);
    }

    private static InetSocketAddress proxyAddress(String proxy) {
        Matcher form = PROXY.matcher(proxy);
        if (!form.matches()) {
            throw new IllegalArgumentException("proxy must be of the form host:port, "
                    + (proxy.contains("@") ? "without a user or password" : "got '" + proxy + "'"));
        }
        int port = Integer.parseInt(form.group(2));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("proxy has an invalid port: " + port);
        }
        return InetSocketAddress.createUnresolved(form.group(1), port);
    }
}
