// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Gas} from "./Gas.sol";

contract RegistriesGas is Gas {
    function test_apps() public {
        address[2] memory owners = [address(0xA0), appOwner];
        for (uint256 i; i < 2; ++i) {
            apps.createApp(owners[i], "vanity", "DOCKER", "registry.example/iexec/vanity:1.0.0", keccak256("image"), "");
            _note("createApp", i == 0 ? "owner's first" : "owner's next");
        }
        apps.createApp(
            appOwner,
            "vanity in an enclave",
            "DOCKER",
            "registry.example/iexec/vanity:1.0.0-tee",
            keccak256("image"),
            "{\"framework\":\"SCONE\",\"version\":\"v5\",\"entrypoint\":\"/app\",\"heapSize\":1073741824}"
        );
        _note("createApp", "owner's next, with an enclave");
    }

    function test_datasets() public {
        address[2] memory owners = [address(0xA0), datasetOwner];
        for (uint256 i; i < 2; ++i) {
            datasets.createDataset(
                owners[i], "words", "/ipfs/QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG", keccak256("words")
            );
            _note("createDataset", i == 0 ? "owner's first" : "owner's next");
        }
    }

    function test_workerpools() public {
        address[2] memory owners = [address(0xA0), scheduler];
        for (uint256 i; i < 2; ++i) {
            workerpools.createWorkerpool(owners[i], "a pool of sixteen machines in Lyon");
            _note("createWorkerpool", i == 0 ? "owner's first" : "owner's next");
        }
    }
}
