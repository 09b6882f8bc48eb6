using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using InfoEntraide.Web.Hosting;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>
/// The copy of the catalogue on disk, from which the public pages are served when the portal starts and its database does not answer. It holds what is
/// public and nothing else.
/// </summary>
/// <remarks>
/// Eight letters, the shape of the content (<see cref="CatalogueJson.Shape"/>), JSON texts with their lengths compressed with Brotli, and a SHA-256 of all
/// that. It is written beside and moved into place when it is whole and on the disk, so that there is always a whole one or none.
/// </remarks>
internal sealed class CatalogueFile(Storage storage, ILogger<CatalogueFile> logger)
{
    public const string Name = "catalogue.snapshot";

    private const int LongestText = 64 * 1024 * 1024;

    private static readonly byte[] Letters = "IESNAP1\n"u8.ToArray();

    public string Path => storage.File(Name);

    /// <summary>Writes the file; the one before stays in place until then.</summary>
    public void Write(CatalogueContent content)
    {
        var started = Stopwatch.GetTimestamp();
        var beside = Path + ".tmp";
        long size;
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            file.Write(Letters);
            file.Write(CatalogueJson.Shape);
            using (var compressed = new BufferedStream(new BrotliStream(file, CompressionLevel.Fastest, leaveOpen: true), 64 * 1024))
            {
                Write(content, compressed);
            }

            file.Position = 0;
            file.Write(SHA256.HashData(file));
            file.Flush(flushToDisk: true);
            size = file.Length;
        }

        File.Move(beside, Path, overwrite: true);
        logger.Written(content.Groups.Count, size / 1024, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Reads the file. Null when there is none, or none that can be used: the log says why.</summary>
    public CatalogueContent? Read()
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var file = File.OpenRead(Path);
            if (WhyUseless(file) is { } reason)
            {
                logger.Useless(Path, reason);
                return null;
            }

            file.Position = Letters.Length + CatalogueJson.Shape.Length;
            using var content = new BufferedStream(new BrotliStream(file, CompressionMode.Decompress), 64 * 1024);
            var read = Read(content);
            logger.Read(read.Groups.Count, read.BuiltAt, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return read;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            logger.Missing(Path);
            return null;
        }
        catch (Exception e)
        {
            // Whatever is wrong with the file must not keep the portal from starting.
            logger.Unreadable(e, Path);
            return null;
        }
    }

    private static void Write(CatalogueContent content, Stream stream)
    {
        var json = new CatalogueJson();
        Write(CatalogueJson.Text(new CatalogueHead(content.Version, content.BuiltAt, content.Groups.Count)));
        json.Write(content.Reference, Write);
        foreach (var group in content.Groups)
        {
            Write(json.Text(group));
        }

        void Write(byte[] text)
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
            stream.Write(length);
            stream.Write(text);
        }
    }

    private static CatalogueContent Read(Stream stream)
    {
        var buffer = new byte[64 * 1024];
        var json = new CatalogueJson();
        var head = CatalogueJson.ReadHead(Next());
        var reference = json.ReadReference(Next);
        var groups = new GroupEntry[head.Groups];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = json.ReadGroup(Next().Span);
        }

        return new CatalogueContent(reference, groups, head.Version, head.BuiltAt);

        ReadOnlyMemory<byte> Next()
        {
            Span<byte> prefix = stackalloc byte[sizeof(int)];
            stream.ReadExactly(prefix);
            var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
            if (length is < 0 or > LongestText)
            {
                throw new InvalidDataException($"A text of {length} bytes.");
            }

            if (length > buffer.Length)
            {
                buffer = new byte[length];
            }

            stream.ReadExactly(buffer.AsSpan(0, length));
            return buffer.AsMemory(0, length);
        }
    }

    private static string? WhyUseless(FileStream file)
    {
        var beginning = new byte[Letters.Length + CatalogueJson.Shape.Length];
        if (file.Length < beginning.Length + SHA256.HashSizeInBytes)
        {
            return "it is too short";
        }

        file.ReadExactly(beginning);
        if (!beginning.AsSpan(0, Letters.Length).SequenceEqual(Letters))
        {
            return "it is not a copy of a catalogue";
        }

        if (!beginning.AsSpan(Letters.Length).SequenceEqual(CatalogueJson.Shape))
        {
            return "another version of the portal wrote it";
        }

        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (var left = file.Length - SHA256.HashSizeInBytes; left > 0;)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                return "it became shorter while it was read";
            }

            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        var expected = new byte[SHA256.HashSizeInBytes];
        file.ReadExactly(expected);
        return hash.GetHashAndReset().AsSpan().SequenceEqual(expected) ? null : "its checksum is wrong";
    }
}

internal static partial class CatalogueFileLog
{
    [LoggerMessage(LogLevel.Debug, "Catalogue written to disk: {Groups} groups, {KiB} KiB in {Elapsed} ms")]
    public static partial void Written(this ILogger logger, int groups, long kiB, long elapsed);

    [LoggerMessage(LogLevel.Information, "Catalogue read from disk: {Groups} groups as of {BuiltAt:u} in {Elapsed} ms")]
    public static partial void Read(this ILogger logger, int groups, DateTimeOffset builtAt, long elapsed);

    [LoggerMessage(LogLevel.Information, "There is no copy of the catalogue on disk ({Path})")]
    public static partial void Missing(this ILogger logger, string path);

    [LoggerMessage(LogLevel.Warning, "The copy of the catalogue on disk ({Path}) is not used: {Reason}. It will be written anew.")]
    public static partial void Useless(this ILogger logger, string path, string reason);

    [LoggerMessage(LogLevel.Error, "The copy of the catalogue on disk ({Path}) could not be read. It will be written anew.")]
    public static partial void Unreadable(this ILogger logger, Exception e, string path);
}
