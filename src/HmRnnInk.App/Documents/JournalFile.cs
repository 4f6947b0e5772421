using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HmRnnInk.App.Documents;

/// <summary>
/// Appends lines to a journal. What was appended survives a crash of the program, because the operating system already has it. It may be
/// lost if the whole machine loses power; then the autosave remains.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private readonly FileStream _file;
    // What the next write appends. The header waits here for the first change.
    private readonly ArrayBufferWriter<byte> _lines = new();
    private bool _isWritten;

    public JournalFile(string path, JournalV1.Header header)
    {
        FileStreamOptions options = AutosaveFile.OptionsOfNewFile();
        options.BufferSize = 0;
        // Windows would otherwise not delete the journal that an autosave replaces, since it is open until the next change.
        options.Share = FileShare.Read | FileShare.Delete;
        _file = new FileStream(path, options);
        Add(_lines, header, DocumentJson.Default.Header);
    }

    public long Length => _file.Length;

    /// <summary>Appends a change with one write. After an exception, only the lines before it can be read.</summary>
    public void Append(JournalV1.Change change)
    {
        Add(_lines, change, DocumentJson.Default.Change);
        _file.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
        _isWritten = true;
    }

    /// <summary>Closes the file. If no change could be written, it is deleted.</summary>
    public void Dispose()
    {
        _file.Dispose();
        if (!_isWritten) File.Delete(_file.Name);
    }

    /// <summary>Compiles the code that makes lines.</summary>
    public static void Compile(JournalV1.Header header, JournalV1.Change change)
    {
        var line = new ArrayBufferWriter<byte>();
        Add(line, header, DocumentJson.Default.Header);
        Add(line, change, DocumentJson.Default.Change);
    }

    private static void Add<T>(ArrayBufferWriter<byte> lines, T line, JsonTypeInfo<T> type)
    {
        using (var json = new Utf8JsonWriter(lines)) JsonSerializer.Serialize(json, line, type);
        lines.Write("\n"u8);
    }
}
