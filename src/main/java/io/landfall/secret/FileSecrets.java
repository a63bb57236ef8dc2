package io.landfall.secret;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@code ${file:PATH}}: a file's text, without the line end that editors and {@code echo} put after it. */
final class FileSecrets implements SecretSource {
    @Override
    public Lookup lookup(String name) {
        try {
            return new Lookup.Found(Secret.of(Files.readString(Path.of(name)).replaceFirst("\\r?\\n\\z", "")));
        } catch (NoSuchFileException e) {
            return new Lookup.NotFound("there is no such file");
        } catch (AccessDeniedException e) {
            return new Lookup.NotFound("this process may not read the file");
        } catch (CharacterCodingException e) {
            return new Lookup.NotFound("the file is not UTF-8 text");
        } catch (IOException | InvalidPathException e) {
            return new Lookup.NotFound(
                    "the file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}
