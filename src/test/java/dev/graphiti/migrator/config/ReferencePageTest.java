package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferencePageTest {
    @Test
    void prints() {
        System.out.println(new ReferencePage(Sample.shape()).write("# Configuration\n\nOne YAML file.\n"));
        System.out.println(new JsonSchemaWriter(Sample.shape()).write("graphiti-migrator configuration"));
        assertThat(1).isOne();
    }
}
