using System.Diagnostics;
using System.Globalization;

namespace HmRnnInk.Tests;

/// <summary>
/// Reads damaged and hostile files. A reader may refuse a file only with the exceptions that it documents, and must not allocate out
/// of proportion to the file's size. HMRNNINK_FUZZ_SECONDS sets the time for each reader; the default is about a second.
/// </summary>
internal static class Fuzz
{
    private static readonly double Seconds = double.TryParse(
        Environment.GetEnvironmentVariable("HMRNNINK_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out double seconds) ? seconds : 1;

    // A reader that does not check lengths and counts is likely to fail with one of these.
    private static readonly long[] EdgeNumbers =
        [0, 1, -1, int.MaxValue, int.MinValue, long.MaxValue, 1 << 16, 1 << 24, 1 << 30, 255, -256];

    private static readonly string[] EdgeTexts =
    [
        "-1", "1e17", "-1e17", "1e999", "NaN", "null", "\"\"", "[", "]", "{", "}", "2147483648", "-2147483649", "99999999999999999999",
        "true", "\0", "\uFEFF", "\\u0000", "<", "&", "\n", ",", "1e-320",
    ];

    /// <summary>Reads the seeds, and then changed copies of them until the time is over. At least one copy must be refused.</summary>
    /// <remarks>
    /// Some readers never refuse a file: they skip what is damaged. Then <paramref name="read"/> throws a documented exception itself if
    /// something was skipped, which shows that the changes reach the reader.
    /// </remarks>
    /// <param name="seeds">Valid files of the format.</param>
    /// <param name="read">Reads a file.</param>
    /// <param name="documented">The exceptions that the reader documents.</param>
    /// <param name="finish">Makes a changed file consistent, for example by correcting its checksum; null if that is not necessary.</param>
    /// <param name="allocatedPerByte">How many bytes a reader may allocate for each byte of the file.</param>
    /// <param name="allocated">How many bytes it may allocate besides these.</param>
    public static void Run(
        IReadOnlyList<byte[]> seeds, Action<byte[]> read, Type[] documented, Func<byte[], byte[]>? finish = null, int allocatedPerByte = 64,
        long allocated = 16 << 20)
    {
        foreach (byte[] seed in seeds) read(seed); // a seed is valid
        long started = Stopwatch.GetTimestamp();
        var random = new Random(1);
        int refused = 0;
        for (int count = 0; count < 100 || Stopwatch.GetElapsedTime(started).TotalSeconds < Seconds; count++)
        {
            byte[] file = Change(seeds[random.Next(seeds.Count)], random);
            if (finish is not null) file = finish(file);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(file);
            }
            catch (Exception error)
            {
                string bytes = Convert.ToBase64String(file.AsSpan(0, Math.Min(file.Length, 3000)));
                Assert.True(documented.Contains(error.GetType()), $"file {count}, {bytes}: {error}");
                Assert.NotEqual("", error.Message);
                refused++;
            }

            long used = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(used <= allocated + (long)allocatedPerByte * file.Length, $"file {count}: {used} bytes for {file.Length}");
        }

        Assert.True(refused > 0, "No file was refused: the changes are too small.");
    }

    private static byte[] Change(byte[] seed, Random random)
    {
        List<byte> file = [.. seed];
        for (int change = random.Next(1, 5); change > 0 && file.Count > 0; change--)
        {
            int place = random.Next(file.Count);
            switch (random.Next(8))
            {
                case 0: file[place] = (byte)random.Next(256); break;
                case 1: file[place] ^= (byte)(1 << random.Next(8)); break;
                case 2: file.RemoveRange(place, Math.Min(file.Count - place, random.Next(1, 200))); break;
                case 3: file.RemoveRange(place, file.Count - place); break;
                case 4: file.InsertRange(place, file.GetRange(place, Math.Min(file.Count - place, random.Next(1, 300)))); break;
                case 5: Put(file, place, BitConverter.GetBytes((int)EdgeNumbers[random.Next(EdgeNumbers.Length)])); break;
                case 6: Put(file, place, BitConverter.GetBytes(EdgeNumbers[random.Next(EdgeNumbers.Length)])); break;
                default: PutText(file, place, EdgeTexts[random.Next(EdgeTexts.Length)]); break;
            }
        }

        return [.. file];
    }

    private static void Put(List<byte> file, int place, byte[] bytes)
    {
        // Numbers are usually aligned.
        place -= place % 4;
        for (int index = 0; index < bytes.Length && place + index < file.Count; index++) file[place + index] = bytes[index];
    }

    /// <summary>Replaces a number or word of a text.</summary>
    private static void PutText(List<byte> file, int place, string text)
    {
        int end = place;
        while (place > 0 && IsWord(file[place - 1])) place--;
        while (end < file.Count && IsWord(file[end])) end++;
        file.RemoveRange(place, end - place);
        file.InsertRange(place, System.Text.Encoding.UTF8.GetBytes(text));

        static bool IsWord(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'.' or (byte)'-';
    }
}
