using System.Buffers.Binary;
using System.Text;

namespace HmRnnInk.Model.Tests;

/// <summary>
/// Damaged files and files with wrong values. Load refuses each with a <see cref="ModelFileException"/> and throws nothing else.
/// </summary>
public sealed class HostileModelFileTests : FolderTests
{
    private readonly byte[] _good;
    private readonly string _header;

    public HostileModelFileTests()
    {
        RandomModel.Create(RandomModel.SmallConfig, seed: 1).Save(FilePath);
        _good = File.ReadAllBytes(FilePath);
        _header = Encoding.UTF8.GetString(_good.AsSpan(8, (int)BinaryPrimitives.ReadUInt64LittleEndian(_good)));
    }

    private string FilePath => Path.Combine(Folder, "a.safetensors");

    private int DataStart => 8 + _header.Length;

    [Fact]
    public void TruncatedAnywhere_IsRefused()
    {
        // Every byte of the header, then every 37th byte of the tensors, which includes every position within a float.
        for (int length = 0; length < _good.Length; length += length < DataStart ? 1 : 37)
            AssertRefused(_good[..length]);
        AssertRefused(_good[..^1]);
        AssertRefused([.. _good, 0]);
    }

    [Fact]
    public void HeaderWithAChangedByte_IsRefusedOrStillValid()
    {
        var random = new Random(3);
        int refused = 0;
        for (int index = 0; index < DataStart; index++)
        {
            foreach (byte value in new[] { (byte)(_good[index] ^ 1 << random.Next(8)), (byte)random.Next(256), (byte)0xFF, (byte)'\\' })
            {
                byte[] bytes = [.. _good];
                bytes[index] = value;
                if (Refusal(bytes) is not null) refused++;
            }
        }

        // The other changes hit the padding or a digit of a value such as the slope, or did not change the byte.
        Assert.True(refused > 3 * DataStart, $"{refused} of {4 * DataStart}");
    }

    [Fact]
    public void RunsOfTheHeaderOverwritten_AreRefusedOrStillAModel()
    {
        var random = new Random(4);
        for (int trial = 0; trial < 2000; trial++)
        {
            byte[] bytes = [.. _good];
            int start = random.Next(DataStart), other = random.Next(8, DataStart);
            bytes.AsSpan(other, Math.Min(random.Next(1, 60), DataStart - other)).CopyTo(bytes.AsSpan(start));
            Refusal(bytes);
        }
    }

    [Theory]
    [InlineData(WeightPrecision.Float32)]
    [InlineData(WeightPrecision.Float16)]
    public void DamagedModelFile_IsReadOrRejected(WeightPrecision precision)
    {
        RandomModel.Create(RandomModel.SmallConfig, seed: 1).Save(FilePath, precision);
        Fuzz.Run([File.ReadAllBytes(FilePath)], file =>
        {
            File.WriteAllBytes(FilePath, file);
            InkModel.LoadMetadata(FilePath);
            InkModel.Load(FilePath);
            PackedModel.Load(FilePath);
        }, [typeof(ModelFileException)]);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("# Read me", "is not a model but another kind of file")]
    [InlineData("PK\u0003\u0004 and more", "is not a model but a zip archive")]
    [InlineData("\u0089PNG\r\n\u001A\n\0\0\0", "is not a model but an image")]
    [InlineData("\u001F\u008B\u0008\0\0\0\0\0\0\u0003", "is not a model but a gzip archive")]
    public void OtherFile_IsNotCalledDamaged(string content, string found)
    {
        string message = AssertRefused(Encoding.Latin1.GetBytes(content));
        Assert.Contains(found, message);
        Assert.EndsWith("Use a model file (.safetensors).", message);
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(1ul)]
    [InlineData(1ul << 20)]
    [InlineData(1ul << 62)]
    [InlineData(ulong.MaxValue)]
    public void ImpossibleHeaderLength_IsRefused(ulong length)
    {
        byte[] bytes = [.. _good];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Assert.Contains("header claims", AssertRefused(bytes));
    }

    [Theory]
    // Sizes and config.
    [InlineData("\\u0022layers\\u0022:3", "\\u0022layers\\u0022:1", "layers is 1; expected 2 to 16")]
    [InlineData("\\u0022layers\\u0022:3", "\\u0022layers\\u0022:2147483647", "layers is 2147483647")]
    [InlineData("\\u0022layers\\u0022:3", "\\u0022layers\\u0022:4", "layers.2.recurrent.weight")]
    [InlineData("\\u0022layers\\u0022:3", "\\u0022layers\\u0022:2", "layers.1.recurrent.weight")]
    [InlineData("\\u0022layers\\u0022:3", "\\u0022layers\\u0022:3,\\u0022layers\\u0022:3", "has 'layers' twice")]
    [InlineData("\\u0022layers\\u0022:3", "\\u0022layers\\u0022:\\u0022many\\u0022", "header cannot be read")]
    [InlineData("\\u0022hidden\\u0022:5", "\\u0022hidden\\u0022:-5", "hidden is -5")]
    [InlineData("\\u0022hidden\\u0022:5", "\\u0022hidden\\u0022:8192", "expected [32769, 8192]")]
    [InlineData("\\u0022hidden\\u0022:5", "\\u0022hidden\\u0022:99999999999", "header cannot be read")]
    [InlineData("\\u0022components\\u0022:2", "\\u0022components\\u0022:0", "components is 0")]
    [InlineData("hm-lstm", "gru", "header cannot be read")]
    [InlineData("\\u0022hm-lstm\\u0022", "7", "cell is 7")]
    [InlineData("\\u0022deviationX\\u0022:42.41", "\\u0022deviationX\\u0022:0", "deviations are 0")]
    [InlineData("\\u0022deviationX\\u0022:42.41", "\\u0022deviationX\\u0022:1e99", "deviations are")]
    [InlineData("\\u0022deviationX\\u0022:42.41,", "", "header cannot be read")]
    [InlineData("\\u0022slope\\u0022:1.5", "\\u0022slope\\u0022:-1", "slope is -1")]
    [InlineData("\\u0022formatVersion\\u0022:1", "\\u0022formatVersion\\u0022:2", "formatVersion is 2")]
    [InlineData("\\u0022down\\u0022", "\\u0022up\\u0022", "yDirection is \"up\"")]
    // Tensors.
    [InlineData("\"head.bias\"", "\"head.bios\"", "'head.bias' is missing")]
    [InlineData("\"head.bias\"", "\"head.weight\"", "has 'head.weight' twice")]
    [InlineData("\"shape\":[13]", "\"shape\":[14]", "has shape [14]; expected [13]")]
    [InlineData("\"shape\":[13]", "\"shape\":[13,1]", "has shape [13, 1]; expected [13]")]
    [InlineData("\"shape\":[13]", "\"shape\":[-13]", "integers from 0")]
    [InlineData("\"shape\":[13]", "\"shape\":[13.5]", "integers from 0")]
    [InlineData("\"shape\":[13]", "\"shape\":[99999999999999999999]", "integers from 0")]
    [InlineData("\"shape\":[13]", "\"shape\":13", "expected Array")]
    [InlineData("\"dtype\":\"F32\"", "\"dtype\":\"BF16\"", "dtype BF16; expected F32 or F16")]
    [InlineData("\"dtype\":\"F32\"", "\"dtype\":\"F16\"", "bytes for its shape")]
    [InlineData("\"dtype\":\"F32\"", "\"dtype\":null", "expected String")]
    [InlineData("\"dtype\":\"F32\",", "", "lacks one of dtype")]
    [InlineData("\"dtype\":\"F32\",", "\"dtype\":\"F32\",\"dtype\":\"F32\",", "has 'dtype' twice")]
    [InlineData("\"dtype\":\"F32\"", "\"dtype\":\"F32\",\"strides\":[1]", "unknown key 'strides'")]
    [InlineData("\"data_offsets\":[0,48]", "\"data_offsets\":[0,52]", "bytes for its shape")]
    [InlineData("\"data_offsets\":[0,48]", "\"data_offsets\":[4,52]", "begins at byte")]
    [InlineData("\"data_offsets\":[0,48]", "\"data_offsets\":[48,96]", "begins at byte")]
    [InlineData("\"data_offsets\":[0,48]", "\"data_offsets\":[48,0]", "bytes for its shape")]
    [InlineData("\"data_offsets\":[0,48]", "\"data_offsets\":[9223372036854775759,9223372036854775807]", "begins at byte")]
    [InlineData("\"data_offsets\":[0,48]", "\"data_offsets\":[0]", "lacks one of dtype")]
    // The metadata.
    [InlineData("\"hmrnnink\"", "\"someone\"", "not a model of this program")]
    [InlineData("\"__metadata__\"", "\"__metamata__\"", "header cannot be read")]
    public void HeaderThatContradictsTheFile_IsRefusedWithWhatWasFound(string found, string replacement, string message)
    {
        Assert.Contains(found, _header);
        int at = _header.IndexOf(found, StringComparison.Ordinal);
        string changed = _header[..at] + replacement + _header[(at + found.Length)..];
        Assert.Contains(message, AssertRefused(WithHeader(changed)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"__metadata__\":{\"hmrnnink\":\"null\"}}")]
    [InlineData("{\"__metadata__\":{\"hmrnnink\":\"{}\"}}")]
    [InlineData("{\"__metadata__\":{\"hmrnnink\":\"\\ud800\"}}")]
    [InlineData("{\"__metadata__\":{\"hmrnnink\":{}}}")]
    public void Header_OfAnotherKind_IsRefused(string text) => AssertRefused(WithHeader(text));

    [Fact]
    public void DeeplyNestedHeader_IsRefused() => AssertRefused(WithHeader(new string('[', 100_000)));

    [Theory]
    [InlineData(0x7FC00000u)]
    [InlineData(0x7F800000u)]
    [InlineData(0xFF800000u)]
    public void Weight_ThatIsNotFinite_IsRefusedByName(uint bits)
    {
        byte[] bytes = [.. _good];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(DataStart + 8), bits);
        Assert.Contains("'embedding.weight' holds", AssertRefused(bytes));
    }

    [Fact]
    public void Metadata_IsReadFromTheHeader_WhichIsCheckedAgainstTheFile()
    {
        byte[] bytes = [.. _good];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(DataStart + 8), 0x7FC00000u);
        File.WriteAllBytes(FilePath, bytes);
        Assert.Equal(RandomModel.Create(RandomModel.SmallConfig, seed: 1).Metadata, InkModel.LoadMetadata(FilePath));
        Assert.Throws<ModelFileException>(() => InkModel.Load(FilePath));
        File.WriteAllBytes(FilePath, _good[..^1]);
        Assert.Throws<ModelFileException>(() => InkModel.LoadMetadata(FilePath));
    }

    [Fact]
    public void ConfigOfAHugeModel_AllocatesNoWeightsBeforeItIsChecked()
    {
        // A consistent header of a model with 8192 units, before the tensors of the small model.
        string huge = HeaderOf(RandomModel.SmallConfig with { Hidden = 8192, Layers = 16 });
        byte[] bytes = WithHeader(huge);
        File.WriteAllBytes(FilePath, bytes);
        Assert.Throws<ModelFileException>(() => InkModel.Load(FilePath));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("bytes of tensors", Assert.Throws<ModelFileException>(() => InkModel.Load(FilePath)).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private string HeaderOf(ModelConfig config)
    {
        string metadata = _header[..(_header.IndexOf("},\"", StringComparison.Ordinal) + 1)]
            .Replace("\\u0022layers\\u0022:3", $"\\u0022layers\\u0022:{config.Layers}")
            .Replace("\\u0022hidden\\u0022:5", $"\\u0022hidden\\u0022:{config.Hidden}");
        var text = new StringBuilder(metadata);
        long position = 0;
        foreach ((string name, int[] shape) in config.Tensors())
        {
            long end = position + shape.Aggregate(4L, (product, size) => product * size);
            text.Append($",\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(",", shape)}],\"data_offsets\":[{position},{end}]}}");
            position = end;
        }

        return text.Append('}').ToString();
    }

    private byte[] WithHeader(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)utf8.Length);
        return [.. length, .. utf8, .. _good.AsSpan(DataStart)];
    }

    private string AssertRefused(byte[] bytes)
    {
        string? refusal = Refusal(bytes);
        Assert.NotNull(refusal);
        return refusal;
    }

    /// <returns>The message; null where the bytes are a model. Another exception than ModelFileException fails the test.</returns>
    private string? Refusal(byte[] bytes)
    {
        File.WriteAllBytes(FilePath, bytes);
        string? refusal = Refused(() => InkModel.Load(FilePath));
        Assert.Equal(refusal, Refused(() => PackedModel.Load(FilePath)));
        return refusal;

        string? Refused(Action load)
        {
            try
            {
                load();
                return null;
            }
            catch (ModelFileException exception)
            {
                Assert.Contains(FilePath, exception.Message);
                return exception.Message;
            }
        }
    }
}
