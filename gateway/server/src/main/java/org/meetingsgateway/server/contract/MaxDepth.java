package org.meetingsgateway.server.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;

/** The keyword {@code x-max-depth}: how many levels a tree of items with {@code children} may have. */
final class MaxDepth extends AbstractKeyword {
    static final String NAME = "x-max-depth";

    MaxDepth() {
        super(NAME);
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        return new Levels(this, location, value, parent, context);
    }

    private static final class Levels extends BaseKeywordValidator {
        private final int max;

        Levels(MaxDepth keyword, SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
            super(keyword, value, location, parent, context);
            max = value.asInt();
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath place) {
            if (deeper(node, max)) {
                context.addError(error().instanceNode(node)
                        .instanceLocation(place)
                        .evaluationPath(context.getEvaluationPath())
                        .keyword(NAME)
                        .message("deeper than " + max)
                        .build());
            }
        }

        /** Recursion ends at {@code max}, however deep the tree is. */
        private static boolean deeper(JsonNode items, int levels) {
            if (!items.isArray() || items.isEmpty()) {
                return false;
            }
            if (levels == 0) {
                return true;
            }
            for (var item : items) {
                if (deeper(item.path("children"), levels - 1)) {
                    return true;
                }
            }
            return false;
        }
    }
}
