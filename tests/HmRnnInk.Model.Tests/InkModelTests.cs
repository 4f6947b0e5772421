using System.Diagnostics;
using System.Text;

namespace HmRnnInk.Model.Tests;

public sealed class InkModelTests : FolderTests
{
    private string FilePath => Path.Combine(Folder, "a.safetensors");

    [Theory]
    [InlineData(Cell.HmLstm, 2)]
    [InlineData(Cell.HmLstm, 4)]
    [InlineData(Cell.Lstm, 3)]
    public void Float32_RoundTrip_IsBitIdentical(Cell cell, int layers)
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig with { Cell = cell, Layers = layers }, seed: 1);
        model.Save(FilePath);
        InkModel loaded = InkModel.Load(FilePath);
        Assert.Equal(model.Metadata, loaded.Metadata);
        Assert.Equal(model.Weights.Keys.Order(), loaded.Weights.Keys.Order());
        foreach ((string name, float[] values) in model.Weights) Assert.Equal(values, loaded.Weights[name]);
    }

    [Fact]
    public void ModelOfCharacters_RoundTrips_AndIsRefusedAsAModelOfInk()
    {
        InkModel text = RandomModel.Create(RandomModel.SmallConfig with { Alphabet = "\n \"'aé\ufffd" }, seed: 1);
        text.Save(FilePath);
        InkModel loaded = InkModel.LoadOfCharacters(FilePath);
        Assert.Equal(text.Metadata, loaded.Metadata);
        Assert.Equal((4 * 7, 7 * 6), (loaded.Weights["embedding.weight"].Length, loaded.Weights["head.weight"].Length));
        Action[] loads = [() => InkModel.Load(FilePath), () => InkModel.LoadMetadata(FilePath), () => PackedModel.Load(FilePath)];
        foreach (Action load in loads)
            Assert.Contains("is a model of characters", Assert.Throws<ModelFileException>(load).Message);

        RandomModel.Create(RandomModel.SmallConfig, seed: 1).Save(FilePath);
        Assert.Contains("is a model of ink", Assert.Throws<ModelFileException>(() => InkModel.LoadOfCharacters(FilePath)).Message);
        Assert.DoesNotContain("alphabet", Encoding.Latin1.GetString(File.ReadAllBytes(FilePath)));
    }

    [Theory]
    [InlineData(WindowAdvance.Steps)]
    [InlineData(WindowAdvance.Boundaries)]
    public void ModelWithATextWindow_RoundTrips(WindowAdvance advance)
    {
        var window = new TextWindow { Alphabet = " ab\ufffd", Components = 3, Advance = advance, BoundaryRate = 0.375f };
        InkModel model = RandomModel.Create(RandomModel.SmallConfig with { TextWindow = window }, seed: 1);
        model.Save(FilePath);
        InkModel loaded = InkModel.Load(FilePath);
        Assert.Equal(model.Metadata, loaded.Metadata);
        foreach ((string name, float[] values) in model.Weights) Assert.Equal(values, loaded.Weights[name]);
        Assert.Equal((9 * 5, 21 * 4, 6 * 4), (
            loaded.Weights["window.weight"].Length, loaded.Weights["layers.0.window.weight"].Length,
            loaded.Weights["output.window.weight"].Length));
    }

    [Fact]
    public void ModelWithoutATextWindow_HasNoFieldsOfItInItsFile()
    {
        RandomModel.Create(RandomModel.SmallConfig, seed: 1).Save(FilePath);
        string bytes = Encoding.Latin1.GetString(File.ReadAllBytes(FilePath));
        Assert.DoesNotContain("window", bytes, StringComparison.OrdinalIgnoreCase);
    }

    public static TheoryData<ModelConfig, string> UnusableWindows() => new()
    {
        { RandomModel.SmallConfig with { TextWindow = new() { Alphabet = "ab" } }, "U+FFFD" },
        { RandomModel.SmallConfig with { TextWindow = new() { Alphabet = "ab\ufffd", Components = 0 } }, "0 components" },
        { RandomModel.SmallConfig with { TextWindow = new() { Alphabet = "ab\ufffd", BoundaryRate = 0 } }, "boundaryRate is 0" },
        { RandomModel.SmallConfig with { Alphabet = "ab\ufffd", TextWindow = new() { Alphabet = "ab\ufffd" } }, "of characters" },
        {
            RandomModel.SmallConfig with
            {
                Cell = Cell.Lstm,
                TextWindow = new() { Alphabet = "ab\ufffd", Advance = WindowAdvance.Boundaries },
            },
            "an LSTM has none"
        },
    };

    [Theory]
    [MemberData(nameof(UnusableWindows))]
    public void TextWindowThatIsUnusable_IsRefused(ModelConfig config, string named) =>
        Assert.Contains(named, Assert.Throws<ArgumentException>(() => RandomModel.Create(config, seed: 1)).Message);

    [Fact]
    public void Float16_RoundTrip_RoundsEachWeightToHalf()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 1);
        model.Save(FilePath, WeightPrecision.Float16);
        InkModel loaded = InkModel.Load(FilePath);
        Assert.Equal(model.Metadata, loaded.Metadata);
        foreach ((string name, float[] values) in model.Weights)
            Assert.Equal(values.Select(value => (float)(Half)value), loaded.Weights[name]);
    }

    [Fact]
    public void TrainingRecord_RoundTrips_NullFiguresIncluded()
    {
        InkModel model = WithTraining(RandomModel.Create(RandomModel.SmallConfig, seed: 1));
        model.Save(FilePath);
        Assert.Equal(model.Metadata, InkModel.Load(FilePath).Metadata);
    }

    [Fact]
    public void FailedSave_LeavesOnlyTheOldFile()
    {
        RandomModel.Create(RandomModel.SmallConfig, seed: 1).Save(FilePath);
        byte[] before = File.ReadAllBytes(FilePath);
        InkModel tooLarge = RandomModel.Create(RandomModel.SmallConfig, seed: 2);
        tooLarge.Weights["head.bias"][0] = 1e5f;
        Assert.Contains("float16", Assert.Throws<ModelFileException>(() => tooLarge.Save(FilePath, WeightPrecision.Float16)).Message);
        tooLarge.Weights["head.bias"][0] = float.NaN;
        Assert.Contains("head.bias", Assert.Throws<ModelFileException>(() => tooLarge.Save(FilePath)).Message);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(Folder));
    }

    [Fact]
    public void SaveIntoAMissingFolder_SaysThatItCannotBeWritten() =>
        Assert.Contains("cannot be written", Assert.Throws<ModelFileException>(
            () => RandomModel.Create(RandomModel.SmallConfig, seed: 1).Save(Path.Combine(Folder, "no", "a.safetensors"))).Message);

    [Theory]
    [InlineData("none.safetensors", "none.safetensors")]
    [InlineData(".", "is a folder without a model")]
    [InlineData(null, "Check the path")]
    public void PathThatIsNoFile_IsRefused(string? name, string message)
    {
        string path = name is null ? "" : Path.Combine(Folder, name);
        Assert.Contains(message, Assert.Throws<ModelFileException>(() => InkModel.Load(path)).Message);
    }

    [Fact]
    public void Weights_ThatDoNotFitTheConfig_AreRefused()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 1);
        var weights = model.Weights.ToDictionary();
        weights["head.bias"] = new float[12];
        Assert.Contains("head.bias", Assert.Throws<ArgumentException>(() => new InkModel(model.Metadata, weights)).Message);
        weights.Remove("head.bias");
        Assert.Contains("head.bias", Assert.Throws<ArgumentException>(() => new InkModel(model.Metadata, weights)).Message);
        weights["head.bias"] = new float[13];
        weights["head.bias2"] = new float[13];
        Assert.Throws<ArgumentException>(() => new InkModel(model.Metadata, weights));
    }

    [Theory]
    [InlineData(WeightPrecision.Float32)]
    [InlineData(WeightPrecision.Float16)]
    public void File_ReadsFromPython(WeightPrecision precision)
    {
        InkModel model = WithTraining(RandomModel.Create(RandomModel.SmallConfig, seed: 1));
        model.Save(FilePath, precision);
        string[] lines = RunPython(PythonReader);
        var expected = model.Config.Tensors().Select(tensor =>
        {
            double sum = model.Weights[tensor.Name]
                .Sum(value => (double)(precision == WeightPrecision.Float32 ? value : (float)(Half)value));
            return (Line: $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]", Sum: sum);
        }).OrderBy(row => row.Line, StringComparer.Ordinal).ToArray();
        Assert.Equal("Data Ünicode \"quoted\" 5 hm-lstm down", lines[0]);
        Assert.Equal(expected.Select(row => row.Line), lines[1..].Select(line => line[..line.LastIndexOf(' ')]));
        for (int row = 0; row < expected.Length; row++)
            Assert.Equal(expected[row].Sum, double.Parse(lines[row + 1][(lines[row + 1].LastIndexOf(' ') + 1)..]), 1e-9);
    }

    private static InkModel WithTraining(InkModel model) => new(
        model.Metadata with
        {
            Training = new TrainingRecord
            {
                Data = "Data Ünicode \"quoted\"",
                DataSha256 = new string('a', 64),
                CodeVersion = "1322caa",
                SplitSeed = ulong.MaxValue,
                PointsSeen = 1L << 40,
                ValidationNatsPerSequence = 812.25,
            },
        },
        model.Weights);

    // Uses Python's safetensors where it is installed; otherwise the standard library, by the definition of the format.
    private const string PythonReader = """
        import json, struct, sys
        path = sys.argv[1]
        data = open(path, 'rb').read()
        length, = struct.unpack('<Q', data[:8])
        header = json.loads(data[8:8 + length])
        assert (8 + length) % 8 == 0 and data[8:9] == b'{'
        metadata = header.pop('__metadata__')
        assert all(isinstance(v, str) for v in metadata.values())
        def unpack(t):
            begin, end = (8 + length + o for o in t['data_offsets'])
            size, code = {'F32': (4, 'f'), 'F16': (2, 'e')}[t['dtype']]
            return t['shape'], struct.unpack('<%d%s' % ((end - begin) // size, code), data[begin:end])
        tensors = {name: unpack(t) for name, t in header.items()}
        try:
            from safetensors import safe_open
            with safe_open(path, 'np') as f:
                metadata = f.metadata()
                tensors = {k: (list(f.get_tensor(k).shape), f.get_tensor(k).ravel().tolist()) for k in f.keys()}
        except ImportError:
            pass
        ours = json.loads(metadata['hmrnnink'])
        sys.stdout.reconfigure(encoding='utf-8')
        print(ours['training']['data'], ours['config']['hidden'], ours['config']['cell'], ours['yDirection'])
        for name in sorted(tensors):
            print(name, tensors[name][0], repr(sum(tensors[name][1])))
        """;

    private string[] RunPython(string script)
    {
        string scriptPath = Path.Combine(Folder, "read.py");
        File.WriteAllText(scriptPath, script);
        try
        {
            (int code, byte[] output, string errors) = Programs.Read(new ProcessStartInfo("python3", [scriptPath, FilePath]));
            Assert.True(code == 0, errors);
            return Encoding.UTF8.GetString(output).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not installed, so the layout as Python sees it is not checked.");
            return [];
        }
    }
}
