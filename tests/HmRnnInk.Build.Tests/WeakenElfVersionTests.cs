using System.Reflection;
using CsCheck;

namespace HmRnnInk.Build.Tests;

public sealed class WeakenElfVersionTests : FolderTests
{
    private const string Wanted = "GLIBCXX_3.4.32";

    private static readonly Gen<(string Library, string[] Versions)[]> GenLibraries =
        Gen.Select(
            Gen.OneOf("libc.so.6", "libstdc++.so.6", "libgcc_s.so.1"),
            Gen.OneOf(Wanted, "GLIBCXX_3.4.3", "GLIBCXX_3.4.320", "GLIBC_2.34", "").Array[0, 5]).Array[0, 4];

    [Fact]
    public void Weaken_FlagsEveryEntryOfThatNameAndTouchesNothingElse() => GenLibraries.Sample(libraries =>
    {
        ElfImage image = ElfImage.Needing(libraries);
        byte[] expected = [.. image.Bytes];
        foreach ((string version, int offset) in image.Flags)
            expected[offset] = (byte)(version == Wanted ? 2 : 0);

        byte[] weakened = [.. image.Bytes];
        bool found = WeakenElfVersion.Weaken(weakened, Wanted);

        Assert.Equal(image.Flags.Any(flag => flag.Version == Wanted), found);
        Assert.Equal(expected, weakened);
    });

    [Fact]
    public void Weaken_KeepsTheOtherFlagsOfTheEntry()
    {
        ElfImage image = ElfImage.Needing(("libstdc++.so.6", [Wanted]));
        int offset = image.Flags[0].Offset;
        image.Bytes[offset] = 1; // VER_FLG_BASE
        image.Bytes[offset + 1] = 0x40;

        Assert.True(WeakenElfVersion.Weaken(image.Bytes, Wanted));

        Assert.Equal([3, 0x40], image.Bytes[offset..(offset + 2)]);
    }

    [Theory]
    [InlineData(0, 'M')] // another kind of file
    [InlineData(4, 1)] // 32 bits
    [InlineData(5, 2)] // big-endian
    public void Weaken_OtherKindOfFile_IsLeftAsItIs(int offset, byte value)
    {
        byte[] other = ElfImage.Needing(("libstdc++.so.6", [Wanted])).Bytes;
        other[offset] = value;
        byte[] before = [.. other];

        Assert.False(WeakenElfVersion.Weaken(other, Wanted));

        Assert.Equal(before, other);
    }

    [Fact]
    public void Weaken_TruncatedFile_IsRefusedOrLeftAsItIs()
    {
        byte[] whole = ElfImage.Needing(("libc.so.6", ["GLIBC_2.34"]), ("libstdc++.so.6", [Wanted])).Bytes;

        Assert.All(Enumerable.Range(64, whole.Length - 64), length =>
        {
            byte[] truncated = whole[..length];
            try
            {
                Assert.False(WeakenElfVersion.Weaken(truncated, Wanted));
                Assert.Equal(whole[..length], truncated);
            }
            catch (InvalidDataException error)
            {
                Assert.Contains($"outside the file of {length} bytes", error.Message);
            }
        });
    }

    [Fact]
    public void CopyWeakened_ToALinkToTheSource_DoesNotChangeTheSource()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making a link needs a privilege on Windows.");
        string source = Path.Combine(Folder, "package.so"), destination = Path.Combine(Folder, "output.so");
        ElfImage image = ElfImage.Needing(("libstdc++.so.6", [Wanted]));
        File.WriteAllBytes(source, image.Bytes);
        File.CreateSymbolicLink(destination, source);

        Assert.True(WeakenElfVersion.CopyWeakened(source, destination, Wanted));

        Assert.Equal(image.Bytes, File.ReadAllBytes(source));
        Assert.Equal(2, File.ReadAllBytes(destination)[image.Flags[0].Offset]);
    }

    /// <summary>Fails when a newer TorchSharp no longer needs the version: then build/TorchSharpLoader.targets can go.</summary>
    [Fact]
    public void BuildOutput_IsThePackagesLibraryWithOneFlagSet()
    {
        const string Library = "runtimes/linux-x64/native/libLibTorchSharp.so";
        string package = typeof(WeakenElfVersionTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(entry => entry.Key == "TorchSharpPackage").Value!;
        byte[] original = File.ReadAllBytes(Path.Combine(package, Library));
        byte[] built = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, Library));

        int[] changed = [.. Enumerable.Range(0, original.Length).Where(i => original[i] != built[i])];

        Assert.Equal(original.Length, built.Length);
        int flags = Assert.Single(changed);
        Assert.Equal((0, 2), (original[flags], built[flags]));
    }
}
