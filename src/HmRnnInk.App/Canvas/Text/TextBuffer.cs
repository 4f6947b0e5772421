using System.Runtime.CompilerServices;

namespace HmRnnInk.App.Canvas.Text;

/// <summary>Formats the text of a frame without allocating.</summary>
internal static class TextBuffer
{
    /// <summary>Formats an interpolated string into a buffer.</summary>
    /// <returns>The text, as a part of the buffer. It is empty if the buffer is too short.</returns>
    public static ReadOnlySpan<char> Write(
        this Span<char> buffer,
        [InterpolatedStringHandlerArgument(nameof(buffer))] scoped ref MemoryExtensions.TryWriteInterpolatedStringHandler text) =>
        buffer.TryWrite(ref text, out int length) ? buffer[..length] : [];
}
