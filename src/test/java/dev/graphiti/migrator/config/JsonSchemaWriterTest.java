package dev.graphiti.migrator.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonSchemaWriterTest {
    @Test
    void describesEveryRecordOnce() {
        assertThat(new JsonSchemaWriter(ConfigShape.of(Small.class)).write("Small"))
                .isEqualTo("""
                        {
                          "$schema": "https://json-schema.org/draft/2020-12/schema",
                          "title": "Small",
                          "type": "object",
                          "properties": {
                            "names": {
                              "description": "Names | labels.",
                              "default": [ "a", "b" ],
                              "type": "array",
                              "items": {
                                "type": [ "string", "number", "boolean" ]
                              }
                            },
                            "target": {
                              "description": "Where to.",
                              "default": {
                                "type": "file",
                                "path": "out",
                                "owner": {
                                  "user": "$${USER}"
                                }
                              },
                              "oneOf": [ {
                                "$ref": "#/$defs/target.file"
                              }, {
                                "$ref": "#/$defs/target.nothing"
                              }, {
                                "$ref": "#/$defs/_type-by-variable"
                              } ]
                            },
                            "more": {
                              "description": "More targets.",
                              "type": "object",
                              "additionalProperties": {
                                "type": "array",
                                "items": {
                                  "oneOf": [ {
                                    "$ref": "#/$defs/target.file"
                                  }, {
                                    "$ref": "#/$defs/target.nothing"
                                  }, {
                                    "$ref": "#/$defs/_type-by-variable"
                                  } ]
                                }
                              }
                            }
                          },
                          "additionalProperties": false,
                          "$defs": {
                            "target.file": {
                              "description": "A file.",
                              "type": "object",
                              "properties": {
                                "type": {
                                  "const": "file"
                                },
                                "path": {
                                  "description": "Its path.",
                                  "type": [ "string", "number", "boolean" ]
                                },
                                "owner": {
                                  "description": "Its owner.",
                                  "$ref": "#/$defs/target.file.owner"
                                }
                              },
                              "required": [ "type", "path" ],
                              "additionalProperties": false
                            },
                            "target.file.owner": {
                              "description": "Its owner.",
                              "type": "object",
                              "properties": {
                                "user": {
                                  "description": "A user.",
                                  "default": "$${USER}",
                                  "type": [ "string", "number", "boolean" ]
                                }
                              },
                              "additionalProperties": false
                            },
                            "target.nothing": {
                              "description": "Nothing is kept.",
                              "type": "object",
                              "properties": {
                                "type": {
                                  "const": "nothing"
                                }
                              },
                              "required": [ "type" ],
                              "additionalProperties": false
                            },
                            "_variable": {
                              "description": "A text with variables of the environment: ${NAME} or ${NAME:-default}.",
                              "type": "string",
                              "pattern": "\\\\$\\\\{[A-Za-z_][A-Za-z0-9_]*(:-[^}]*)?\\\\}"
                            },
                            "_type-by-variable": {
                              "type": "object",
                              "properties": {
                                "type": {
                                  "$ref": "#/$defs/_variable"
                                }
                              },
                              "required": [ "type" ]
                            }
                          }
                        }
                        """);
    }
}
