package dev.graphiti.migrator.embedding.onnx;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/**
 * The model all-MiniLM-L6-v2, quantized, as langchain4j packs it. Any number of threads may call it at once.
 *
 * <p>One text for each run: the quantized model scales its numbers over all that is in a run, so in a batch a text's
 * vector would depend on its neighbors (cosine 0.99 to itself) and change with each replay. And one thread for each
 * run: with short texts, runs side by side are 1.8 times as fast as one run on two threads.
 */
final class MiniLmModel implements AutoCloseable {
    static final int DIMENSION = 384;

    /** What the model was trained with, and where its reference implementation cuts off. */
    private static final int MAX_TOKENS = 256;

    private static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
    private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final HuggingFaceTokenizer tokenizer;

    private MiniLmModel(OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
        this.environment = environment;
        this.session = session;
        this.tokenizer = tokenizer;
    }

    static MiniLmModel load() throws IOException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        HuggingFaceTokenizer tokenizer = tokenizer();
        try (InputStream weights = resource(WEIGHTS);
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new MiniLmModel(environment, environment.createSession(weights.readAllBytes(), options), tokenizer);
        }
    }

    private static HuggingFaceTokenizer tokenizer() throws IOException {
        // The library reports its use to its makers unless told not to; what users migrate is nobody's business.
        if (System.getProperty("OPT_OUT_TRACKING") == null) {
            System.setProperty("OPT_OUT_TRACKING", "true");
        }
        String length = String.valueOf(MAX_TOKENS);
        try (InputStream vocabulary = resource(VOCABULARY)) {
            return HuggingFaceTokenizer.newInstance(
                    vocabulary,
                    Map.of("padding", "false", "truncation", "true", "maxLength", length, "modelMaxLength", length));
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream resource = MiniLmModel.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IOException(name + " is not on the class path");
        }
        return resource;
    }

    float[] embed(String text) throws OrtException {
        Encoding encoding = tokenizer.encode(text);
        long[] shape = {1, encoding.getIds().length};
        try (OnnxTensor ids = tensor(encoding.getIds(), shape);
                OnnxTensor mask = tensor(encoding.getAttentionMask(), shape);
                OnnxTensor types = tensor(encoding.getTypeIds(), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
            return pooled(((OnnxTensor) result.get(0)).getFloatBuffer());
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    /** The mean over all tokens, at length one. */
    private static float[] pooled(FloatBuffer tokens) {
        float[] token = new float[DIMENSION];
        float[] sum = new float[DIMENSION];
        while (tokens.remaining() >= DIMENSION) {
            tokens.get(token);
            for (int i = 0; i < DIMENSION; i++) {
                sum[i] += token[i];
            }
        }
        double squares = 0;
        for (float value : sum) {
            squares += (double) value * value;
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < DIMENSION; i++) {
            sum[i] /= length;
        }
        return sum;
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the ONNX session does not close", e);
        }
    }
}
