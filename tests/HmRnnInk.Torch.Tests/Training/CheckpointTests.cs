using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace HmRnnInk.Torch.Tests.Training;

public sealed class CheckpointTests : TinyRunTests
{
    [Fact]
    public void CheckpointOfAnOlderVersion_IsReadAndContinued()
    {
        Train("run", Tiny);
        string path = Run("run").CheckpointPath;
        float[] values = Checkpoint.Load(path).Values;
        RewriteHeader(path, header =>
        {
            header.Remove("HasAverage");
            JsonObject options = header["Options"]!.AsObject(), progress = header["Progress"]!.AsObject();
            foreach (string newer in (string[])["WeightAverage", "CooldownShare", "WarmUpShare"]) Assert.True(options.Remove(newer));
            foreach (string newer in (string[])["BatchesInEpoch", "WarmedUp", "Cooling", "GatheringMoments", "MovesFrom"])
                Assert.True(progress.Remove(newer));
            options["WarmUpUpdates"] = 200;
            options["Schedule"] = "Cosine";
        });

        (Checkpoint checkpoint, bool isBeforeCooldown) = Run("run").LoadForResume(epochs: 2, minutes: null);

        Assert.Equal(values, checkpoint.Values);
        Assert.Equal(values, checkpoint.Average);
        Assert.False(isBeforeCooldown);
        Assert.Equal(2 * checkpoint.Progress.Updates, Train("run", checkpoint.Options, resumeFrom: checkpoint).Updates);
    }

    /// <summary>A checksum detects damage, but not a file by another program. The checksum of all of these files is correct.</summary>
    [Fact]
    public void CheckpointWithACorrectChecksumAndWrongContents_IsRefused()
    {
        Train("run", Tiny);
        byte[] seed = File.ReadAllBytes(Run("run").CheckpointPath);
        string path = Path.Combine(Run("run").Folder, "changed.checkpoint");
        Fuzz.Run([seed], file =>
        {
            File.WriteAllBytes(path, file);
            Checkpoint.Load(path);
        }, [typeof(InvalidDataException)], finish: file =>
        {
            if (file.Length > 44) SHA256.HashData(file.AsSpan(0, file.Length - 32), file.AsSpan(file.Length - 32));
            return file;
        });
        foreach (int parameters in (int[])[int.MaxValue, -1, 1 << 29])
        {
            File.WriteAllBytes(path, seed);
            RewriteHeader(path, header => header["Parameters"] = parameters);
            Assert.Contains("was not written by this trainer", Assert.Throws<InvalidDataException>(() => Checkpoint.Load(path)).Message);
        }
    }

    /// <summary>Changes the header of a checkpoint: magic number, header's length, header, values and a correct checksum.</summary>
    private static void RewriteHeader(string path, Action<JsonObject> change)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int length = BitConverter.ToInt32(bytes, 8);
        JsonObject header = JsonNode.Parse(bytes.AsSpan(12, length))!.AsObject();
        change(header);
        byte[] changed = System.Text.Encoding.UTF8.GetBytes(header.ToJsonString());
        byte[] all =
        [
            .. bytes[..8], .. BitConverter.GetBytes(changed.Length), .. changed, .. bytes[(12 + length)..^SHA256.HashSizeInBytes],
        ];
        File.WriteAllBytes(path, [.. all, .. SHA256.HashData(all)]);
    }
}
