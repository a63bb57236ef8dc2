package io.landfall.config.schema;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 into a {@link YamlNode}; duplicate keys, tags and endless aliases are problems. */
public final class YamlReader {
    private static final Location START = new Location(1, 1, "");
    private static final Location NOWHERE = new Location(0, 0, "");

    /** Aliases can make a short file endless; no honest configuration has as many values as this. */
    private static final int MOST_NODES = 200_000;

    private static final Map<Tag, YamlNode.Kind> KINDS = Map.of(
            Tag.STR, YamlNode.Kind.STRING,
            Tag.INT, YamlNode.Kind.INTEGER,
            Tag.FLOAT, YamlNode.Kind.FLOAT,
            Tag.BOOL, YamlNode.Kind.BOOLEAN,
            Tag.NULL, YamlNode.Kind.NULL);

    private final Problems problems;
    private int nodes;

    private YamlReader(Problems problems) {
        this.problems = problems;
    }

    /** The file's mapping; empty if there is none, which has been reported then. */
    public static Optional<YamlNode.Mapping> read(Path file, Problems problems) {
        return new YamlReader(problems).read(file);
    }

    private Optional<YamlNode.Mapping> read(Path file) {
        try {
            Optional<Node> root = compose(Files.readString(file));
            if (root.isEmpty() || !(root.get() instanceof MappingNode mapping)) {
                problems.report(START, root.isEmpty() ? "is empty" : "is not a mapping", "keys such as 'application:'");
                return Optional.empty();
            }
            return mapping(mapping, START);
        } catch (NoSuchFileException e) {
            problems.report(NOWHERE, "no such file", "");
        } catch (CharacterCodingException e) {
            problems.report(NOWHERE, "is not UTF-8 text", "");
        } catch (IOException e) {
            problems.report(NOWHERE, "cannot be read (" + e.getClass().getSimpleName() + ")", "");
        } catch (MarkedYamlEngineException e) {
            // Its message quotes the file, which may hold a secret; the problem alone does not.
            Location at = e.getProblemMark().map(mark -> at(mark, "")).orElse(START);
            problems.report(at, "is not YAML: " + e.getProblem(), "");
        } catch (YamlEngineException e) {
            problems.report(START, "is not YAML that can be read", "");
        }
        return Optional.empty();
    }

    private static Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setUseMarks(true)
                .setMaxAliasesForCollections(MOST_NODES)
                .build();
        return new Compose(settings).composeString(text);
    }

    private static Location at(Mark mark, String path) {
        return new Location(mark.getLine() + 1, mark.getColumn() + 1, path);
    }

    private static Location at(Node node, String path) {
        return node.getStartMark()
                .map(mark -> at(mark, path))
                .orElseGet(() -> new Location(START.line(), START.column(), path));
    }

    private Optional<? extends YamlNode> tree(Node node, Location key) {
        nodes++;
        if (nodes == MOST_NODES) {
            problems.report(key, "aliases make the file too large", "at most " + MOST_NODES + " values");
        }
        if (nodes >= MOST_NODES) {
            return Optional.empty();
        }
        if (node.isRecursive()) {
            problems.report(key, "contains itself by an alias", "");
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, at(node, key.path()));
        }
        // A block's own mark is its first line; a reader looks for the key above it.
        boolean block = node instanceof CollectionNode<?> c && c.getFlowStyle() == FlowStyle.BLOCK;
        Location at = block ? key : at(node, key.path());
        if (node instanceof SequenceNode sequence) {
            return Optional.of(sequence(sequence, at));
        }
        return mapping((MappingNode) node, at);
    }

    private Optional<YamlNode.Scalar> scalar(ScalarNode node, Location at) {
        YamlNode.Kind kind = KINDS.get(node.getTag());
        if (kind == null) {
            problems.report(at, "has the tag '" + node.getTag() + "'", "no tag");
            return Optional.empty();
        }
        return Optional.of(new YamlNode.Scalar(at, node.getValue(), kind));
    }

    private YamlNode.Sequence sequence(SequenceNode node, Location at) {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            Location place = at(item, at.path() + "[" + items.size() + "]");
            tree(item, place).ifPresent(items::add);
        }
        return new YamlNode.Sequence(at, List.copyOf(items));
    }

    private Optional<YamlNode.Mapping> mapping(MappingNode node, Location at) {
        if (!node.getTag().equals(Tag.MAP)) {
            problems.report(at, "has the tag '" + node.getTag() + "'", "no tag");
            return Optional.empty();
        }
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                entry(key, tuple.getValueNode(), at, entries);
            } else {
                problems.report(at(tuple.getKeyNode(), at.path()), "has a key that is not a text", "a text");
            }
        }
        return Optional.of(new YamlNode.Mapping(at, entries));
    }

    private void entry(ScalarNode key, Node value, Location parent, Map<String, YamlNode.Entry> entries) {
        Location at = at(key, parent.child(key.getValue()).path());
        YamlNode.Entry before = entries.get(key.getValue());
        if (before != null) {
            problems.report(at, "is there twice (first in line " + before.at().line() + ")", "each key once");
            return;
        }
        tree(value, at).ifPresent(tree -> entries.put(key.getValue(), new YamlNode.Entry(at, tree)));
    }
}
